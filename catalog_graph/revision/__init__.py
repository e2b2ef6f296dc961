"""What changed between two tables or editions: rows matched, cells compared, the 修订说明 drafted."""
