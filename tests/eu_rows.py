"""Invented rows of the EU search."""

from typing import Any


def make_row(**fields: Any) -> dict[str, Any]:
    """One row of the search with invented content; a test says only what differs."""
    metadata = dict(
        DATASOURCE=["SEDIA"],
        identifier=["LIFE-2030-RIVER"],
        callIdentifier=["LIFE-2030"],
        type=["1"],
        status=["31094502"],
        language=["en"],
        frameworkProgramme=["43252405"],
        title=["Rivers for towns"],
        startDate=["2030-01-10T00:00:00.000+0000"],
        deadlineDate=["2030-09-17T00:00:00.000+0000"],
        typesOfAction=["LIFE  Project Grants"],
    )
    metadata |= {name: value for name, value in fields.items() if value is not None}
    reference = f"1{metadata['type'][0]}TOPICSen"
    return dict(reference=reference, url="https://example.org/topic", metadata=metadata)
