"""The compliance checker: the last thing between a draft and a customer."""
