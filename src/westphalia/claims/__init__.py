"""What people say: essays written down as claims, and what record and model say of each."""
