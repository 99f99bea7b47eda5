"""HTTP: the JSON routes of the contract and the pages. Knows `drafting`, never `evals` or an adapter."""
