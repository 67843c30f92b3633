package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmsError;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.sms.CharacterSet;
import org.kadec21.simulation.module.sms.MessageStore;
import org.kadec21.simulation.module.sms.MessageStore.Status;
import org.kadec21.simulation.module.sms.MessageStore.Stored;
import org.kadec21.simulation.module.sms.ShortMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/// Reading and deleting short messages: 3GPP TS 27.005 3.4.2, 3.4.3, 3.5.4, 4.1, 4.2 (`+CMGL`,
/// `+CMGR`, `+CMGD`).
public final class SmsReadingCommands implements CommandFamily {

    private static final int ALL = Status.values().length;

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CMGL")
                .demandingCard()
                .execute(SmsReadingCommands::list)
                .set(SmsReadingCommands::list)
                .test(SmsReadingCommands::listable);
        registry.command("+CMGR").demandingCard().set(SmsReadingCommands::read).test("");
        registry.command("+CMGD")
                .demandingCard()
                .set(SmsReadingCommands::delete)
                .test(SmsReadingCommands::indexes);
    }

    private static Reply listable(DualBandModule module, Arguments arguments) {
        return Reply.ok(
                module.messaging().isTextMode()
                        ? "+CMGL: (\"REC UNREAD\",\"REC READ\",\"STO UNSENT\",\"STO SENT\",\"ALL\")"
                        : "+CMGL: (0-4)");
    }

    private static Reply list(DualBandModule module, Arguments arguments) {
        boolean text = module.messaging().isTextMode();
        int wanted = wanted(arguments, text);
        if (wanted < 0) {
            return Reply.failed(text ? CmsError.INVALID_TEXT : CmsError.INVALID_PDU);
        }
        List<String> lines = new ArrayList<>();
        NavigableMap<Integer, Stored> memory = reading(module);
        for (int index : List.copyOf(memory.navigableKeySet())) {
            Stored stored = memory.get(index);
            if (stored != null && (wanted == ALL || stored.status().number() == wanted)) {
                String number = "+CMGL: " + index + ",";
                lines.add(
                        text
                                ? number
                                        + textHeader(module, stored)
                                        + SmsTextCommands.shortDetails(module, stored)
                                        + body(module, stored)
                                : number + pduHeader(stored) + "\r\n" + stored.pdu());
                memory.put(index, seen(stored));
            }
        }
        return new Reply.Ok(lines);
    }

    private static int wanted(Arguments arguments, boolean text) {
        String typed = arguments.text(0).orElse(text ? "REC UNREAD" : "0");
        if (!text) {
            return typed.matches("[0-4]") ? Integer.parseInt(typed) : -1;
        }
        for (Status status : Status.values()) {
            if (status.words().equals(typed)) {
                return status.number();
            }
        }
        return typed.equals("ALL") ? ALL : -1;
    }

    private static Reply read(DualBandModule module, Arguments arguments) {
        int index = arguments.numberOr(0, -1);
        Optional<Stored> found = Optional.ofNullable(reading(module).get(index));
        if (found.isEmpty()) {
            return Reply.failed(CmsError.INVALID_INDEX);
        }
        Stored stored = found.get();
        reading(module).put(index, seen(stored));
        return Reply.ok(
                module.messaging().isTextMode()
                        ? "+CMGR: "
                                + textHeader(module, stored)
                                + SmsTextCommands.details(module, stored)
                                + body(module, stored)
                        : "+CMGR: " + pduHeader(stored) + "\r\n" + stored.pdu());
    }

    /// `+CMGD=<index>[,<flag>]`; flags 1 to 4 delete ever more of the memory.
    private static Reply delete(DualBandModule module, Arguments arguments) {
        int index = arguments.numberOr(0, -1);
        int flag = arguments.numberOr(1, 0);
        NavigableMap<Integer, Stored> memory = reading(module);
        if (flag < 0 || flag > 4) {
            return Reply.failed(CmsError.NOT_SUPPORTED);
        }
        if (flag > 0) {
            memory.values().removeIf(stored -> deletes(flag, stored.status()));
            return Reply.ok();
        }
        return memory.remove(index) == null && (index < 1 || index > MessageStore.CAPACITY)
                ? Reply.failed(CmsError.INVALID_INDEX)
                : Reply.ok();
    }

    private static boolean deletes(int flag, Status status) {
        return switch (status) {
            case READ -> true;
            case SENT -> flag >= 2;
            case UNSENT -> flag >= 3;
            case UNREAD -> flag == 4;
        };
    }

    private static Reply indexes(DualBandModule module, Arguments arguments) {
        String used =
                String.join(
                        ",",
                        reading(module).navigableKeySet().stream().map(String::valueOf).toList());
        return Reply.ok("+CMGD: (" + used + "),(0-4)");
    }

    private static NavigableMap<Integer, Stored> reading(DualBandModule module) {
        return module.messaging().store().memory(module.messaging().memories().getFirst());
    }

    private static Stored seen(Stored stored) {
        return stored.status() == Status.UNREAD ? stored.with(Status.READ) : stored;
    }

    private static String textHeader(DualBandModule module, Stored stored) {
        CharacterSet set = module.messaging().characterSet();
        ShortMessage message = stored.message();
        String stamp = message.incoming() ? ",\"" + message.timestamp() + "\"" : "";
        String number = set.toLine(message.peer().number());
        return "\"" + stored.status().words() + "\",\"" + number + "\"," + stamp;
    }

    private static String body(DualBandModule module, Stored stored) {
        return "\r\n" + module.messaging().characterSet().toLine(stored.message().text());
    }

    private static String pduHeader(Stored stored) {
        return stored.status().number() + ",," + stored.message().tpdu().length;
    }
}
