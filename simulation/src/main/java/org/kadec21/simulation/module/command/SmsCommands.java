package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmsError;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Reply.PayloadEnd;
import org.kadec21.simulation.module.sms.CharacterSet;
import org.kadec21.simulation.module.sms.MessageStore;
import org.kadec21.simulation.module.sms.MessageStore.Status;
import org.kadec21.simulation.module.sms.MessageStore.Stored;
import org.kadec21.simulation.module.sms.ShortMessage;
import org.kadec21.simulation.module.sms.SmsAddress;
import org.kadec21.simulation.module.sms.SubmitParameters;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Sending and storing short messages: 3GPP TS 27.005 3.5.1 and 4.3 (`+CMGS`), 3.5.2 (`+CMSS`),
/// 3.5.3 (`+CMGW`).
public final class SmsCommands implements CommandFamily {

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CMGS").demandingCard().set(SmsCommands::send).test("");
        registry.command("+CMGW").demandingCard().set(SmsCommands::write).test("");
        registry.command("+CMSS").demandingCard().set(SmsCommands::sendStored).test("");
    }

    private static Reply send(DualBandModule module, Arguments arguments) {
        return refusal(module)
                .orElseGet(() ->
                        compose(
                                module,
                                arguments,
                                entered ->
                                        Reply.ok(
                                                "+CMGS: "
                                                        + module.messaging()
                                                                .send(entered.message()))));
    }

    private static Optional<Reply> refusal(DualBandModule module) {
        return module.registration().isHome()
                ? Optional.empty()
                : Optional.of(Reply.failed(CmsError.NO_NETWORK));
    }

    /// `+CMSS=<index>`: sends what `+CMGW` has written, to whom it was written.
    private static Reply sendStored(DualBandModule module, Arguments arguments) {
        String memory = module.messaging().memories().get(1);
        int index = arguments.numberOr(0, -1);
        Optional<Stored> stored =
                module.messaging()
                        .store()
                        .at(memory, index)
                        .filter(one -> !one.message().incoming());
        if (stored.isEmpty() || arguments.count() > 1) {
            return Reply.failed(stored.isEmpty() ? CmsError.INVALID_INDEX : CmsError.NOT_SUPPORTED);
        }
        return refusal(module)
                .orElseGet(() -> {
                    int reference = module.messaging().send(stored.get().message());
                    module.messaging()
                            .store()
                            .memory(memory)
                            .put(index, stored.get().with(Status.SENT));
                    return Reply.ok("+CMSS: " + reference);
                });
    }

    private static Reply write(DualBandModule module, Arguments arguments) {
        return compose(
                module,
                arguments,
                entered -> {
                    MessageStore store = module.messaging().store();
                    OptionalInt index = store.add(module.messaging().memories().get(1), entered);
                    return index.isPresent()
                            ? Reply.ok("+CMGW: " + index.getAsInt())
                            : Reply.failed(CmsError.MEMORY_FULL);
                });
    }

    private static Reply compose(
            DualBandModule module, Arguments arguments, Function<Stored, Reply> use) {
        return module.messaging().isTextMode()
                ? composeText(module, arguments, use)
                : composePdu(module, arguments, use);
    }

    /// `<da>[,<toda>]`, then the text, in the chosen character set.
    private static Reply composeText(
            DualBandModule module, Arguments arguments, Function<Stored, Reply> use) {
        CharacterSet set = module.messaging().characterSet();
        Optional<SmsAddress> destination =
                arguments
                        .text(0)
                        .flatMap(typed -> number(set, typed))
                        .map(SmsAddress::of)
                        .filter(SmsAddress::isValid);
        if (destination.isEmpty()) {
            return Reply.failed(CmsError.INVALID_TEXT);
        }
        SubmitParameters parameters = module.messaging().parameters();
        return new Reply.Prompt(
                new PayloadEnd.CtrlZ(),
                bytes ->
                        set.toText(new String(bytes, StandardCharsets.ISO_8859_1))
                                .filter(text -> ShortMessage.fits(text, parameters.isUcs2()))
                                .map(text ->
                                        ShortMessage.submit(destination.get(), text, parameters))
                                .map(message ->
                                        use.apply(stored(module, message, Optional.empty())))
                                .orElseGet(() -> Reply.failed(CmsError.INVALID_TEXT)));
    }

    /// A number in the chosen character set, or as it is.
    static Optional<String> number(CharacterSet set, String typed) {
        return typed.startsWith("+") ? Optional.of(typed) : set.toText(typed);
    }

    /// `<length>` of the TPDU, then service centre and TPDU in hexadecimal digits.
    private static Reply composePdu(
            DualBandModule module, Arguments arguments, Function<Stored, Reply> use) {
        int length = arguments.numberOr(0, -1);
        if (length < 1 || length > ShortMessage.MAX_TPDU) {
            return Reply.failed(CmsError.INVALID_PDU);
        }
        return new Reply.Prompt(
                new PayloadEnd.CtrlZ(),
                bytes ->
                        CharacterSet.octets(new String(bytes, StandardCharsets.ISO_8859_1).strip())
                                .flatMap(octets -> entered(module, octets, length))
                                .map(use)
                                .orElseGet(() -> Reply.failed(CmsError.INVALID_PDU)));
    }

    private static Optional<Stored> entered(DualBandModule module, byte[] octets, int length) {
        int centre = octets.length == 0 ? 0 : (octets[0] & 0xFF) + 1;
        if (centre == 0 || octets.length != centre + length) {
            return Optional.empty();
        }
        Optional<SmsAddress> address =
                centre <= 2
                        ? Optional.empty()
                        : Optional.of(
                                SmsAddress.parse(
                                        octets[1] & 0xFF,
                                        Arrays.copyOfRange(octets, 2, centre),
                                        (centre - 2) * 2));
        return ShortMessage.parse(Arrays.copyOfRange(octets, centre, octets.length))
                .map(message -> stored(module, message, address));
    }

    private static Stored stored(
            DualBandModule module, ShortMessage message, Optional<SmsAddress> centre) {
        return new Stored(
                message.incoming() ? Status.UNREAD : Status.UNSENT,
                centre.orElseGet(() -> module.messaging().store().centre()),
                message);
    }
}
