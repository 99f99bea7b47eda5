"""Golden cases, scorers, cassettes and the report: whether a change of a prompt or a policy made replies worse."""
