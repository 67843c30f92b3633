package org.kadec21.firmware.instruction;

import org.kadec21.firmware.config.Instructions;
import org.kadec21.hal.Board;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.mailbox.MailboxSession;
import org.kadec21.mailbox.MailboxSession.Listed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    /// Mails that one visit fetches, as far as its budget goes. Anybody can send mails that say
    /// they are for this unit: with few of them a day nobody keeps an instruction away.
    static final int MOST_FETCHED = MOST_LOOKED_AT;

    /// Parts of an image that one visit fetches beside them.
    static final int MOST_PARTS = 12;

    private static final Pattern FIELD =
            Pattern.compile("(?im)^" + Instruction.FIELD + ":([^\r\n]*)\r?$");
    private static final Pattern PART_FIELD = Pattern.compile("(?im)^" + ImagePart.FIELD + ":");

    private final String unit;
    private final Instructions rules;
    private final Ledger ledger;
    private final Examination examination;
    private final Board board;
    private final Desk desk;
    private final List<Refusal> refusals = new ArrayList<>();

    /// Who decides about what was found. What a method answers is durable when it returns.
    interface Desk {

        /// Follows an instruction, or refuses it; either way the mail may go.
        ///
        /// @param uidl of the mail that brought it
        /// @return whether it is followed
        boolean follow(Instruction instruction, String uidl, byte[] mail);

        /// Whether parts of images are wanted at all in this visit.
        boolean isOpenForParts();

        /// Keeps a part, if it is wanted.
        PartDesk.Taking keep(ImagePart part, byte[] content);

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
        VisitBudget budget = new VisitBudget(board.time(), rules.airtimeCap());
        try (MailboxSession box =
                MailboxSession.open(
                        rules.mailbox(),
                        rules.tls(),
                        sockets,
                        board.time(),
                        board.randomness(),
                        budget.end())) {
            TreeMap<Integer, Fetched> good = new TreeMap<>();
            List<Wanted> wanted = wanted(box, isAlarmWaiting);
            for (Wanted mail : firstOf(wanted, false, MOST_FETCHED)) {
                if (!isAlarmWaiting.getAsBoolean()
                        && budget.allows(
                                Math.min(mail.mail().octets(), Instruction.MOST_MAIL_BYTES))) {
                    examine(box, mail.mail(), good, budget);
                }
            }
            if (desk.isOpenForParts()) {
                fetchParts(box, firstOf(wanted, true, MOST_PARTS), good, budget, isAlarmWaiting);
            }
            refusals.forEach(refusal -> desk.refuse(refusal.finding(), refusal.mail()));
            followOne(box, good.values());
            box.quit();
        }
        ledger.keptAreGone();
    }

    /// The first that the unit can work by; those behind it wait in the mailbox.
    private void followOne(MailboxSession box, Collection<Fetched> inOrder)
            throws MailboxException {
        for (Fetched next : inOrder) {
            boolean isFollowed = desk.follow(next.instruction(), next.mail().uidl(), next.bytes());
            box.delete(next.mail());
            if (isFollowed) {
                return;
            }
        }
    }

    /// A mail that says it is for this unit.
    ///
    /// @param isPart whether it says that it brings a part of an image, which can wait
    private record Wanted(Listed mail, boolean isPart) {}

    private static List<Wanted> firstOf(List<Wanted> wanted, boolean parts, int most) {
        return wanted.stream().filter(mail -> mail.isPart() == parts).limit(most).toList();
    }

    /// Until one has to wait, or the rest would not come through in what is left of the visit: a
    /// visit that breaks off deletes nothing.
    private void fetchParts(
            MailboxSession box,
            List<Wanted> parts,
            SortedMap<Integer, Fetched> good,
            VisitBudget budget,
            BooleanSupplier isAlarmWaiting)
            throws MailboxException {
        for (Wanted part : parts) {
            if (isAlarmWaiting.getAsBoolean()
                    || !budget.allows(part.mail().octets())
                    || !examine(box, part.mail(), good, budget)) {
                return;
            }
        }
    }

    /// A mail that is told of before goodbye, which deletes it: to tell is an alarm, and would end
    /// the visit before other mails were looked at.
    private record Refusal(Finding.Bad finding, byte[] mail) {}

    private record Fetched(Listed mail, Instruction instruction, byte[] bytes) {}

    /// @return false when the mail has to wait where it is
    private boolean examine(
            MailboxSession box, Listed mail, SortedMap<Integer, Fetched> good, VisitBudget budget)
            throws MailboxException {
        if (ledger.isTaken(mail.uidl())) {
            box.delete(mail);
            return true;
        }
        if (mail.octets() > Instruction.MOST_MAIL_BYTES) {
            refusals.add(
                    new Refusal(
                            new Finding.Bad(
                                    OptionalInt.empty(), Examination.tooLarge(mail.octets())),
                            mail.uidl().getBytes(StandardCharsets.UTF_8)));
            box.delete(mail);
            return true;
        }
        byte[] bytes = budget.fetched(() -> box.fetch(mail, Instruction.MOST_MAIL_BYTES));
        return switch (examination.of(bytes, ledger.sequence(), board.time().now())) {
            case Finding.Good(Instruction instruction) -> {
                good.putIfAbsent(instruction.sequence(), new Fetched(mail, instruction, bytes));
                yield true;
            }
            case Finding.Part(ImagePart part, byte[] content) ->
                    isDone(box, mail, part, desk.keep(part, content));
            case Finding.Bad bad -> {
                refusals.add(new Refusal(bad, bytes));
                box.delete(mail);
                yield true;
            }
        };
    }

    /// @return false when the mail has to wait where it is
    private boolean isDone(MailboxSession box, Listed mail, ImagePart part, PartDesk.Taking taking)
            throws MailboxException {
        switch (taking) {
            case PartDesk.Taking.Kept _ -> ledger.kept(mail.uidl());
            case PartDesk.Taking.Refused(String reason) -> {
                String once = "image " + part.sequence() + " " + reason;
                refusals.add(
                        new Refusal(
                                new Finding.Bad(OptionalInt.of(part.sequence()), reason),
                                once.getBytes(StandardCharsets.UTF_8)));
            }
            case PartDesk.Taking.Later _ -> {
                return false;
            }
        }
        box.delete(mail);
        return true;
    }

    /// The mails that say they are for this unit, oldest first. The others are remembered, also
    /// when the visit breaks off; what lies on flash already goes without a look.
    private List<Wanted> wanted(MailboxSession box, BooleanSupplier isAlarmWaiting)
            throws MailboxException {
        List<Listed> listed = box.newest(box.count() > LISTED ? LISTED_OF_MANY : LISTED);
        List<Listed> unknown = new ArrayList<>();
        for (Listed mail : listed) {
            if (ledger.isKept(mail.uidl())) {
                box.delete(mail);
            } else if (!ledger.isForeign(mail.uidl())) {
                unknown.add(mail);
            }
        }
        List<Wanted> wanted = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        try {
            for (Listed mail : unknown.stream().limit(MOST_LOOKED_AT).toList()) {
                if (isAlarmWaiting.getAsBoolean()) {
                    break;
                }
                Optional<Wanted> ours = look(box, mail, foreign);
                ours.ifPresentOrElse(wanted::addFirst, () -> foreign.add(mail.uidl()));
            }
        } finally {
            ledger.foreign(foreign);
        }
        return wanted;
    }

    /// What is too large for an instruction may have a header that is too large for a visit: it is
    /// given up, so that it cannot end the next visit too.
    private Optional<Wanted> look(MailboxSession box, Listed mail, List<String> foreign)
            throws MailboxException {
        try {
            String header = new String(box.header(mail), StandardCharsets.ISO_8859_1);
            return isForUs(header)
                    ? Optional.of(new Wanted(mail, PART_FIELD.matcher(header).find()))
                    : Optional.empty();
        } catch (MailboxException broken) {
            if (mail.octets() > Instruction.MOST_MAIL_BYTES) {
                foreign.add(mail.uidl());
            }
            throw broken;
        }
    }

    private boolean isForUs(String header) {
        Matcher field = FIELD.matcher(header);
        return field.find() && List.of(field.group(1).strip().split("[ ,]+")).contains(unit);
    }
}
