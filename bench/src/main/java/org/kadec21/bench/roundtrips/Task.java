package org.kadec21.bench.roundtrips;

import org.kadec21.hal.Secret;

import java.nio.file.Path;
import java.util.List;

/// Mails that a contender shall submit.
///
/// @param host the server's name, which resolves to loopback
/// @param mails files with CRLF
public record Task(Security security, String host, int port, Account account, List<Path> mails) {

    /// Who submits, from where to where.
    ///
    /// @param ca file with the authority's certificate, PEM
    public record Account(String user, Secret password, String from, String to, Path ca) {}

    public Task {
        mails = List.copyOf(mails);
    }

    Task at(int otherPort) {
        return new Task(security, host, otherPort, account, mails);
    }
}
