package org.kadec21.firmware.outbox;

import org.kadec21.firmware.outbox.OutboxEvent.Conclusion;
import org.kadec21.firmware.outbox.OutboxEvent.Verdict;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.MalformedValueException;
import org.kadec21.firmware.store.ValueReader;
import org.kadec21.firmware.store.ValueWriter;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The frames of the outbox; `docs/flash-layout.md`, kind 2. Codes are written out, since the order
/// of an enum's constants is no promise.
final class OutboxFrame {

    private static final int PUT = 1;
    private static final int HANDED_OVER = 2;
    private static final int FOUND_IN_DOUBT = 3;
    private static final int CONCLUDED = 4;
    private static final int SENT = 5;
    private static final int SETTLED = 6;
    private static final int FORGOTTEN = 7;

    private OutboxFrame() {}

    static Frame encode(OutboxEvent event) {
        ValueWriter out = new ValueWriter();
        int type =
                switch (event) {
                    case OutboxEvent.Put put -> {
                        write(out, put.entry());
                        yield PUT;
                    }
                    case OutboxEvent.HandedOver handed -> {
                        writeAll(out, handed.ids(), out::text);
                        yield HANDED_OVER;
                    }
                    case OutboxEvent.FoundInDoubt found -> {
                        writeAll(out, found.ids(), out::text);
                        yield FOUND_IN_DOUBT;
                    }
                    case OutboxEvent.Concluded concluded -> {
                        out.text(concluded.id()).instant(concluded.at());
                        writeAll(out, concluded.conclusions(), one -> write(out, one));
                        yield CONCLUDED;
                    }
                    case OutboxEvent.Sent sent -> {
                        write(out, sent.mail());
                        yield SENT;
                    }
                    case OutboxEvent.Settled settled -> {
                        out.i64(settled.upTo());
                        yield SETTLED;
                    }
                    case OutboxEvent.Forgotten forgotten -> {
                        out.text(forgotten.id());
                        yield FORGOTTEN;
                    }
                };
        return new Frame(type, out.toBytes());
    }

    /// Empty for a type, or a content, that this image cannot read.
    static Optional<OutboxEvent> decode(Frame frame) {
        ValueReader in = new ValueReader(frame.value());
        try {
            return switch (frame.type()) {
                case PUT -> Optional.of(new OutboxEvent.Put(entry(in)));
                case HANDED_OVER -> Optional.of(new OutboxEvent.HandedOver(list(in, in::text)));
                case FOUND_IN_DOUBT ->
                        Optional.of(new OutboxEvent.FoundInDoubt(list(in, in::text)));
                case CONCLUDED ->
                        Optional.of(
                                new OutboxEvent.Concluded(
                                        in.text(), in.instant(), list(in, () -> conclusion(in))));
                case SENT ->
                        Optional.of(
                                new OutboxEvent.Sent(
                                        new SentMail(
                                                in.text(),
                                                in.text(),
                                                in.instant(),
                                                in.i32(),
                                                in.u16(),
                                                in.u16())));
                case SETTLED -> Optional.of(new OutboxEvent.Settled(in.i64()));
                case FORGOTTEN -> Optional.of(new OutboxEvent.Forgotten(in.text()));
                default -> Optional.empty();
            };
        } catch (MalformedValueException | IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static void write(ValueWriter out, Entry entry) {
        Envelope envelope = entry.envelope();
        out.text(envelope.id()).text(envelope.messageId());
        out.instant(envelope.date().toInstant()).i32(envelope.date().getOffset().getTotalSeconds());
        out.text(envelope.from());
        out.u8(code(entry.mailClass())).i32(entry.attempts()).u8(entry.handedOver() ? 1 : 0);
        writeAll(
                out,
                entry.recipients(),
                recipient -> {
                    out.text(recipient.address());
                    write(out, recipient.progress());
                });
        switch (entry.content()) {
            case Content.Rendered rendered -> out.u8(1).bytes(rendered.message());
            case Content.RecordCut cut -> out.u8(2).i64(cut.first()).i64(cut.last());
        }
    }

    private static Entry entry(ValueReader in) {
        String id = in.text();
        String messageId = in.text();
        OffsetDateTime date =
                OffsetDateTime.ofInstant(in.instant(), ZoneOffset.ofTotalSeconds(in.i32()));
        String from = in.text();
        MailClass mailClass = mailClass(in.u8());
        int attempts = in.i32();
        boolean handedOver = in.u8() == 1;
        List<Entry.Recipient> recipients =
                list(in, () -> new Entry.Recipient(in.text(), progress(in)));
        Content content =
                switch (in.u8()) {
                    case 1 -> new Content.Rendered(in.bytes());
                    case 2 -> new Content.RecordCut(in.i64(), in.i64());
                    default -> throw new MalformedValueException("an unknown kind of content");
                };
        List<String> addresses = recipients.stream().map(Entry.Recipient::address).toList();
        Envelope envelope = new Envelope(id, messageId, date, from, addresses);
        return new Entry(envelope, mailClass, content, attempts, handedOver, recipients);
    }

    private static void write(ValueWriter out, Progress progress) {
        switch (progress) {
            case Progress.Open open -> out.u8(open.inDoubt() ? 2 : 1);
            case Progress.Accepted accepted -> out.u8(3).text(accepted.reply());
            case Progress.Rejected rejected -> out.u8(4).text(rejected.reason());
        }
    }

    private static Progress progress(ValueReader in) {
        return switch (in.u8()) {
            case 1 -> new Progress.Open(false);
            case 2 -> new Progress.Open(true);
            case 3 -> new Progress.Accepted(in.text());
            case 4 -> new Progress.Rejected(in.text());
            default -> throw new MalformedValueException("an unknown progress");
        };
    }

    private static void write(ValueWriter out, Conclusion conclusion) {
        out.text(conclusion.recipient()).u8(code(conclusion.verdict())).text(conclusion.text());
    }

    private static Conclusion conclusion(ValueReader in) {
        return new Conclusion(in.text(), verdict(in.u8()), in.text());
    }

    private static void write(ValueWriter out, SentMail mail) {
        out.text(mail.id()).text(mail.messageId()).instant(mail.at());
        out.i32(mail.attempts()).u16(mail.accepted()).u16(mail.rejected());
    }

    private static int code(MailClass mailClass) {
        return switch (mailClass) {
            case ALARM -> 1;
            case MONITORING -> 2;
        };
    }

    private static MailClass mailClass(int code) {
        return switch (code) {
            case 1 -> MailClass.ALARM;
            case 2 -> MailClass.MONITORING;
            default -> throw new MalformedValueException("an unknown class of mail");
        };
    }

    private static int code(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> 1;
            case DEFERRED -> 2;
            case REJECTED -> 3;
            case IN_DOUBT -> 4;
        };
    }

    private static Verdict verdict(int code) {
        return switch (code) {
            case 1 -> Verdict.ACCEPTED;
            case 2 -> Verdict.DEFERRED;
            case 3 -> Verdict.REJECTED;
            case 4 -> Verdict.IN_DOUBT;
            default -> throw new MalformedValueException("an unknown verdict");
        };
    }

    private static <T> void writeAll(ValueWriter out, List<T> items, Consumer<T> one) {
        out.u16(items.size());
        items.forEach(one);
    }

    private static <T> List<T> list(ValueReader in, Supplier<T> one) {
        List<T> items = new ArrayList<>();
        for (int left = in.u16(); left > 0; left--) {
            items.add(one.get());
        }
        return items;
    }
}
