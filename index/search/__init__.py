"""Finding programmes: German analysis, Whoosh as the engine, one door (`engine.search`)."""
