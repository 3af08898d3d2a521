"""Rows: tables, queries, the transaction, evidence files and sealing."""
