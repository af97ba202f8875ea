"""The API described: OpenAPI made of the filters, columns and serializers that answer requests."""
