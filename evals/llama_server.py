"""Serve one model file over HTTP on this machine. Run by `local_model` in an environment of its own, never imported.

    python llama_server.py MODEL.gguf PORT ALIAS        the API key is the first line of standard input

Prints `READY` when it listens. Ends when standard input is closed, so that it cannot outlive the recording even when
that was killed. It has no dependency on Countersign: the environment it runs in holds only the engine.
"""

import importlib
import sys


def main(model: str, port: str, alias: str) -> None:
    """Listen until standard input ends."""
    key = sys.stdin.readline().strip()
    if not key:
        raise SystemExit("no API key on standard input")
    engine = importlib.import_module("xllamacpp")
    options = engine.CommonParams()
    options.model.path, options.port, options.model_alias = model, int(port), {alias}
    options.hostnames, options.api_keys = ["127.0.0.1"], [key]
    options.n_ctx, options.n_parallel = 8192, 1
    options.use_jinja, options.offline, options.ui, options.endpoint_slots = True, True, False, False
    options.verbosity = -1
    # The engine's threads wait by spinning: with two of them and a busy machine it is ten times slower than with one.
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = 1
    server = engine.Server(options)
    sys.stdout.write(f"READY {server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
