"""Writing the reply: the playbook drafter (no model) and the LiteLLM drafter, from the same framework."""
