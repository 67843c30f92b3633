package org.kadec21.firmware.instruction;

import org.kadec21.firmware.config.Instructions;
import org.kadec21.hal.Board;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.mailbox.MailboxSession;
import org.kadec21.mailbox.MailboxSession.Listed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.SocketFactory;

/// One look into the unit's mailbox. Mails that do not say that they are for this unit stay there,
/// and are looked at once; what was taken or refused, durably, is deleted.
final class MailboxVisit {

    /// So many of the newest mails are listed.
    static final int LISTED = 100;

    /// So many of the newest of a mailbox that holds more.
    static final int LISTED_OF_MANY = 20;

    /// Headers that one visit looks at.
    static final int MOST_LOOKED_AT = 20;

    /// Mails that one visit fetches.
    static final int MOST_FETCHED = 4;

    private static final Pattern FIELD =
            Pattern.compile("(?im)^" + Instruction.FIELD + ":([^\r\n]*)\r?$");

    private final String unit;
    private final Instructions rules;
    private final Ledger ledger;
    private final Examination examination;
    private final Board board;
    private final Desk desk;

    /// Who decides about what was found. What a method answers is durable when it returns.
    interface Desk {

        /// Follows an instruction, or refuses it; either way the mail may go.
        ///
        /// @param uidl of the mail that brought it
        void follow(Instruction instruction, String uidl, byte[] mail);

        /// Refuses a mail, which may go then.
        ///
        /// @param mail or what is known of it
        void refuse(Finding.Bad finding, byte[] mail);
    }

    MailboxVisit(String unit, Instructions rules, Ledger ledger, Board board, Desk desk) {
        this.unit = unit;
        this.rules = rules;
        this.ledger = ledger;
        this.examination = new Examination(unit, rules);
        this.board = board;
        this.desk = desk;
    }

    /// Looks, within the airtime cap.
    ///
    /// @param isAlarmWaiting ends the visit early
    /// @throws MailboxException when the server or the way to it failed; what was decided stays
    void make(SocketFactory sockets, BooleanSupplier isAlarmWaiting) throws MailboxException {
        try (MailboxSession box =
                MailboxSession.open(
                        rules.mailbox(),
                        rules.tls(),
                        sockets,
                        board.time(),
                        board.randomness(),
                        board.time().after(rules.airtimeCap()))) {
            TreeMap<Integer, Fetched> good = new TreeMap<>();
            for (Listed mail : wanted(box, isAlarmWaiting)) {
                if (!isAlarmWaiting.getAsBoolean()) {
                    examine(box, mail, good);
                }
            }
            if (!good.isEmpty()) {
                Fetched next = good.firstEntry().getValue();
                desk.follow(next.instruction(), next.mail().uidl(), next.bytes());
                box.delete(next.mail());
            }
            box.quit();
        }
    }

    private record Fetched(Listed mail, Instruction instruction, byte[] bytes) {}

    private void examine(MailboxSession box, Listed mail, SortedMap<Integer, Fetched> good)
            throws MailboxException {
        if (ledger.isTaken(mail.uidl())) {
            box.delete(mail);
            return;
        }
        if (mail.octets() > Instruction.MOST_MAIL_BYTES) {
            desk.refuse(
                    new Finding.Bad(OptionalInt.empty(), Examination.tooLarge(mail.octets())),
                    mail.uidl().getBytes(StandardCharsets.UTF_8));
            box.delete(mail);
            return;
        }
        byte[] bytes = box.fetch(mail, Instruction.MOST_MAIL_BYTES);
        switch (examination.of(bytes, ledger.sequence(), board.time().now())) {
            case Finding.Good(Instruction instruction) ->
                    good.putIfAbsent(instruction.sequence(), new Fetched(mail, instruction, bytes));
            case Finding.Bad bad -> {
                desk.refuse(bad, bytes);
                box.delete(mail);
            }
        }
    }

    /// The mails that say they are for this unit, oldest first. The others are remembered, also
    /// when the visit breaks off.
    private List<Listed> wanted(MailboxSession box, BooleanSupplier isAlarmWaiting)
            throws MailboxException {
        List<Listed> unknown =
                box.newest(box.count() > LISTED ? LISTED_OF_MANY : LISTED).stream()
                        .filter(mail -> !ledger.isForeign(mail.uidl()))
                        .limit(MOST_LOOKED_AT)
                        .toList();
        List<Listed> wanted = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        try {
            for (Listed mail : unknown) {
                if (isAlarmWaiting.getAsBoolean()) {
                    break;
                }
                if (isWanted(box, mail, foreign)) {
                    wanted.addFirst(mail);
                } else {
                    foreign.add(mail.uidl());
                }
            }
        } finally {
            ledger.foreign(foreign);
        }
        return wanted.stream().limit(MOST_FETCHED).toList();
    }

    /// What is too large for an instruction may have a header that is too large for a visit: it is
    /// given up, so that it cannot end the next visit too.
    private boolean isWanted(MailboxSession box, Listed mail, List<String> foreign)
            throws MailboxException {
        try {
            return isWanted(box.header(mail));
        } catch (MailboxException broken) {
            if (mail.octets() > Instruction.MOST_MAIL_BYTES) {
                foreign.add(mail.uidl());
            }
            throw broken;
        }
    }

    private boolean isWanted(byte[] header) {
        Matcher field = FIELD.matcher(new String(header, StandardCharsets.ISO_8859_1));
        return field.find() && List.of(field.group(1).strip().split("[ ,]+")).contains(unit);
    }
}
