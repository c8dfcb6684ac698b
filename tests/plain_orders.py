"""Orders in plain pairs of names: what chains say, closed, and every weak order there is."""

from itertools import product


def closed(chains):
    """Give who is at least as good as whom, by Floyd (1962) and Warshall (1962)."""
    names = sorted({name for chain in chains for group in chain for name in group})
    at_least = {(one, one) for one in names}
    for chain in chains:
        for group, following in zip(chain, [*chain[1:], []], strict=True):
            at_least |= set(product(group, group)) | set(product(group, following))
    for middle, one, other in product(names, repeat=3):
        if (one, middle) in at_least and (middle, other) in at_least:
            at_least.add((one, other))
    return names, at_least


def chains_of(order):
    """Give the chains of an order, from its text alone."""
    return [
        [group.split(" = ") for group in chain.split(" > ")] for chain in str(order).split(", ")
    ]


def weak_orders_of(names):
    """Give every weak order, as places by name."""
    for places in product(range(len(names)), repeat=len(names)):
        if set(places) == set(range(len(set(places)))):
            yield dict(zip(names, places, strict=True))
