package org.kadec21.simulation.provider.pop3;

import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.StoredMail;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// A mail's text with a dot in front of each line that begins with one, and the dot behind it; all
/// of the text, or its header and some lines (RFC 1939 section 7, TOP). A missing last line end is
/// added.
final class Retrieval implements MultiLine {

    /// Octets read at once.
    static final int PORTION = 16_384;

    private final MailStore mailboxes;
    private final String address;
    private final StoredMail mail;
    private long linesLeft;
    private int position;
    private boolean inBody;
    private int lineLength;
    private byte previous = '\n';
    private boolean complete;
    private boolean ended;

    /// @param bodyLines lines behind the header, at most
    Retrieval(MailStore mailboxes, String address, StoredMail mail, long bodyLines) {
        this.mailboxes = mailboxes;
        this.address = address;
        this.mail = mail;
        this.linesLeft = bodyLines;
    }

    @Override
    public Piece next() {
        if (ended) {
            return new Piece.End();
        }
        if (complete || position == mail.octets()) {
            ended = true;
            return new Piece.Octets(Pop3Answer.line(previous == '\n' ? "." : "\r\n."));
        }
        Optional<byte[]> portion = mailboxes.read(address, mail.uniqueId(), position, PORTION);
        if (portion.isEmpty() || portion.get().length == 0) {
            return new Piece.Lost();
        }
        position += portion.get().length;
        return new Piece.Octets(stuffed(portion.get()));
    }

    private byte[] stuffed(byte[] portion) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(portion.length + 64);
        for (int i = 0; i < portion.length && !complete; i++) {
            if (portion[i] == '.' && previous == '\n') {
                wire.write('.');
            }
            wire.write(portion[i]);
            count(portion[i]);
        }
        return wire.toByteArray();
    }

    private void count(byte octet) {
        boolean emptyLine = octet == '\n' && previous == '\r' && lineLength == 1;
        previous = octet;
        lineLength++;
        if (octet == '\n') {
            lineLength = 0;
            linesLeft -= inBody ? 1 : 0;
            inBody = inBody || emptyLine;
        }
        complete = inBody && linesLeft == 0;
    }
}
