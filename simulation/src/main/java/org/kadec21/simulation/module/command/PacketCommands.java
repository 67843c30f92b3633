package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.AtHandler.Behaviour;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.PacketService;
import org.kadec21.simulation.module.core.PacketService.Context;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Packet data: 3GPP TS 27.007 10.1.1 (`+CGDCONT`), 10.1.9 (`+CGATT`); Quectel `+QICSGP`, `+QIACT`,
/// `+QIDEACT`.
public final class PacketCommands implements CommandFamily {

    private static final int IPV4 = 1;
    private static final int MAX_AUTHENTICATION = 3;

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CGATT")
                .read((module, a) -> Reply.ok("+CGATT: " + bit(module.packet().isAttached())))
                .set(PacketCommands::attach)
                .test("+CGATT: (0,1)");
        registry.command("+CGDCONT")
                .read((module, a) -> new Reply.Ok(lines(module, PacketCommands::definition)))
                .set(PacketCommands::define)
                .test("+CGDCONT: (1-16),\"IP\",,,(0),(0)");
    }

    public static void addQuectel(CommandRegistry registry) {
        registry.command("+QICSGP")
                .set(PacketCommands::configure)
                .test("+QICSGP: (1-16),(1),,,,(0-3)");
        registry.command("+QIACT")
                .read((module, a) -> new Reply.Ok(lines(module, activeLine(module))))
                .set(onContext((module, id) -> module.packet().activate(id)))
                .test("+QIACT: (1-16)");
        registry.command("+QIDEACT")
                .set(onContext((module, id) -> module.packet().deactivate(id)))
                .test("+QIDEACT: (1-16)");
    }

    private static int bit(boolean on) {
        return on ? 1 : 0;
    }

    private static Reply attach(DualBandModule module, Arguments arguments) {
        return switch (arguments.numberOr(0, -1)) {
            case 0 -> module.packet().detach();
            case 1 -> module.packet().attach();
            default -> Reply.failed(CmeError.INVALID_PARAMETERS);
        };
    }

    private static Reply define(DualBandModule module, Arguments arguments) {
        boolean known = arguments.text(1).orElse("IP").toUpperCase(Locale.ROOT).equals("IP");
        if (!isContext(arguments) || !known) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        String apn = arguments.text(2).orElse("");
        module.packet().define(arguments.numberOr(0, 1), new Context(IPV4, apn, "", 0, false));
        return Reply.ok();
    }

    /// `+QICSGP=<context>[,<type>,<apn>[,<user>,<password>[,<authentication>]]]`; the context alone
    /// asks.
    private static Reply configure(DualBandModule module, Arguments arguments) {
        if (!isContext(arguments)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        int id = arguments.numberOr(0, 1);
        if (arguments.count() == 1) {
            return Reply.ok(configuration(module.packet().context(id)));
        }
        int authentication = arguments.numberOr(5, 0);
        if (arguments.numberOr(1, IPV4) != IPV4
                || arguments.text(2).isEmpty()
                || authentication < 0
                || authentication > MAX_AUTHENTICATION) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        String user = arguments.text(3).orElse("");
        module.packet()
                .define(
                        id,
                        new Context(IPV4, arguments.text(2).get(), user, authentication, false));
        return Reply.ok();
    }

    private static String configuration(Optional<Context> context) {
        return context.map(found ->
                        "+QICSGP: %d,\"%s\",\"%s\",\"\",%d"
                                .formatted(
                                        found.type(),
                                        found.apn(),
                                        found.user(),
                                        found.authentication()))
                .orElse("+QICSGP: 1,\"\",\"\",\"\",0");
    }

    private static Behaviour onContext(ContextAction action) {
        return (module, arguments) ->
                isContext(arguments)
                        ? action.apply(module, arguments.numberOr(0, 1))
                        : Reply.failed(CmeError.INVALID_PARAMETERS);
    }

    @FunctionalInterface
    private interface ContextAction {
        Reply apply(DualBandModule module, int id);
    }

    private static boolean isContext(Arguments arguments) {
        return arguments.numberIn(0, 1, PacketService.MAX_CONTEXT);
    }

    private static List<String> lines(DualBandModule module, ContextLine line) {
        return module.packet().contexts().entrySet().stream()
                .map(line::of)
                .flatMap(Optional::stream)
                .toList();
    }

    @FunctionalInterface
    private interface ContextLine {
        Optional<String> of(Map.Entry<Integer, Context> entry);
    }

    private static Optional<String> definition(Map.Entry<Integer, Context> entry) {
        return Optional.of(
                "+CGDCONT: %d,\"IP\",\"%s\",\"\",0,0"
                        .formatted(entry.getKey(), entry.getValue().apn()));
    }

    private static ContextLine activeLine(DualBandModule module) {
        return entry ->
                entry.getValue().active()
                        ? Optional.of(
                                "+QIACT: %d,1,1,\"%s\""
                                        .formatted(entry.getKey(), module.radio().address()))
                        : Optional.empty();
    }
}
