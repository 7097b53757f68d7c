"""The extract stage: an annotated Doc becomes claims, mentions, roles, affiliations and quotes."""
