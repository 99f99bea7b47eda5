"""What the process imports from which `tests.forks` forks, and the patterns of the policies, compiled once."""

import drafting.bootstrap
import drafting.graph
import drafting.redaction.engine
import drafting.redaction.model.recognizers
import drafting.retrieval
import drafting.service
import drafting.trials
from drafting.policy.compiler import compile_policies
from drafting.settings import Settings
from tests.integration import victim

__all__ = ["drafting", "victim"]

compile_policies(Settings().policies_dir)
