"""Texts that were read by people, and are compared from then on."""
