"""What tags a page has, and which of them are not closed."""

from html.parser import HTMLParser


class Outline(HTMLParser):
    """Collects tags and checks that they close."""

    VOID = frozenset({"meta", "img", "br", "source"})

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.addresses = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "srcset", "href")]
        assert not {"style", "onclick", "onload"} & {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
