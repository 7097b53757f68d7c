"""The local web application over a store: its SPARQL endpoint, guarded, with every query in a worker that can be killed.

``kgraph.serve.server.serve`` runs it; ``kgraph.serve.app.create_app`` is the ASGI application alone. Nothing is
imported here, because the workers need little of it and start often.
"""
