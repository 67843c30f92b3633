package org.kadec21.live;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.TreeSet;

/// What a unit has said to be safe, over all its lives.
public final class Claims {

    private static final String RECORD = "accepted record ";
    private static final String MAIL = "accepted mail ";
    private static final String DELIVERED = "delivered mail ";
    private static final String IN_DOUBT = "kadec21: mail ";

    private final SequencedSet<Long> records = new TreeSet<>();
    private final SequencedSet<String> mails = new LinkedHashSet<>();
    private final SequencedSet<String> delivered = new LinkedHashSet<>();
    private final SequencedSet<String> doubtful = new LinkedHashSet<>();

    /// Takes over lines of a unit's stderr.
    public void hear(Collection<String> lines) {
        for (String line : lines) {
            if (line.startsWith(RECORD)) {
                records.add(Long.valueOf(line.substring(RECORD.length())));
            } else if (line.startsWith(MAIL)) {
                mails.add(line.substring(MAIL.length()));
            } else if (line.startsWith(DELIVERED)) {
                delivered.add(line.substring(DELIVERED.length()));
            } else if (line.startsWith(IN_DOUBT) && line.contains(" in doubt: ")) {
                doubtful.add(line.substring(IN_DOUBT.length(), line.indexOf(" in doubt: ")));
            }
        }
    }

    /// Takes over that a mail is in doubt on flash.
    public void doubt(String mailId) {
        doubtful.add(mailId);
    }

    /// Numbers of the records said to be durable.
    public SequencedSet<Long> records() {
        return records;
    }

    /// Ids of the mails said to be durable.
    public SequencedSet<String> mails() {
        return mails;
    }

    /// Ids of the mails a server is said to have taken.
    public SequencedSet<String> delivered() {
        return delivered;
    }

    /// Ids of the mails that were in doubt at some time.
    public SequencedSet<String> doubtful() {
        return doubtful;
    }
}
