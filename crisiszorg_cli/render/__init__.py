"""Turning results into something to read. Renderers return data; one of them prints."""
