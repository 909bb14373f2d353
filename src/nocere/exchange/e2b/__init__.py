"""ICH E2B(R3) (ISO/HL7 27953-2): the element table, the writer, what a file still lacks, the user's schemas.

    from nocere.exchange.e2b.header import Header
    from nocere.exchange.e2b.write import readiness, write_icsr

Nothing is imported here (see `nocere.exchange`). The order of work: `flatten` walks the case into records of elements,
`complete` adds what the standard derives, `build` places each element where the table says, `render` writes XML.
"""
