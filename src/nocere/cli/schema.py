"""`nocere schema`: the JSON Schema of what `nocere read --format json` writes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Model(StrEnum):
    """What a schema can be had of."""

    READING = "reading"
    CASE = "case"
    DOCUMENT = "document"


def schema(
    of: Annotated[Model, typer.Argument(help="The whole result, one case in it, or the document.")] = Model.READING,
) -> None:
    """Print the JSON Schema of the results; each field names its E2B(R3) elements under "e2b".

    Example: nocere schema case > case.schema.json
    """
    import json

    from pydantic import BaseModel

    from nocere.case import Case, Reading
    from nocere.cli.output import emit
    from nocere.document import Document

    models: dict[Model, type[BaseModel]] = {Model.READING: Reading, Model.CASE: Case, Model.DOCUMENT: Document}
    emit(json.dumps(models[of].model_json_schema(), ensure_ascii=False, indent=1) + "\n")
