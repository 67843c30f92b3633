package org.kadec21.submission;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// What servers have shown that their EHLO replies do not say, for as long as the program runs:
/// which ones announce CHUNKING (RFC 3030) and do not know BDAT. Such a server takes the mail's
/// text for commands, so that the connection is lost; without this memory the next one would be
/// lost in the same way, and no mail would ever get through.
public final class ServerMemory {

    /// Servers remembered; then the one that was noted first is forgotten.
    static final int MOST_SERVERS = 32;

    private final SequencedSet<String> withoutChunks = new LinkedHashSet<>();

    /// The server refused a BDAT that it had announced.
    void noteRefusedChunk(SubmissionPolicy server) {
        withoutChunks.add(name(server));
        if (withoutChunks.size() > MOST_SERVERS) {
            withoutChunks.removeFirst();
        }
    }

    /// What the server announces, less what it does not know.
    Capabilities trusted(SubmissionPolicy server, Capabilities announced) {
        return withoutChunks.contains(name(server)) ? announced.withoutChunking() : announced;
    }

    private static String name(SubmissionPolicy server) {
        return server.host() + ":" + server.port();
    }
}
