"""How the answer depends on weights, judgements and what nobody scored."""
