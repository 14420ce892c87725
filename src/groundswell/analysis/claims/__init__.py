"""What a published table can and cannot carry: recomputation, warnings and the questions a reader must answer."""
