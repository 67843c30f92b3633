package org.kadec21.bench.convert;

/// Where a converted unit submits: port 587, TLS required, a password.
///
/// @param passwordFile name of the file with the password, relative to the unit's new file
public record NewServer(String host, String user, String passwordFile) {}
