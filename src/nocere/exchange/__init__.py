"""Case to and from the formats of others: E2B(R3), E2B(R2), CIOMS I, FHIR, tables, pages.

    from nocere.exchange.e2b.write import write_icsr

Nothing is imported here: each format is imported where it is used, so that a command which needs none of them starts fast.
"""
