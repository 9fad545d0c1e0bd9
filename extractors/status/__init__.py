"""Status: occurred, ongoing, planned, proposed or denied."""
