"""Claims as the page holds them, read as those of Python."""

from mcda_ai.messages.claims import Claim, Percent, Points, Share


def claim_of(data):
    """Read a claim, or a value in one, as the page writes it."""
    if isinstance(data, list):
        return tuple(map(claim_of, data))
    if not isinstance(data, dict):
        return data
    if "kind" in data:
        return Claim(data["kind"], {key: claim_of(value) for key, value in data["values"].items()})
    if "share" in data:
        return Share(data["share"], data["size"])
    return (
        Percent(data["percent"], data["decimals"]) if "percent" in data else Points(data["points"])
    )


def parts_of(claim):
    """Yield a claim, and the claims within it."""
    yield claim
    for value in claim.values.values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Claim):
                yield from parts_of(part)
