"""One file a record kind: a frozen pydantic model and the Kind that says where it lies."""
