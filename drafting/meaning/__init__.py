"""What a text means, as a vector: MiniLM on onnxruntime, no torch and no network."""
