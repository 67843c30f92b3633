package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.CmsError;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.sms.CharacterSet;
import org.kadec21.simulation.module.sms.MessageStore;
import org.kadec21.simulation.module.sms.SmsAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How short messages are handled: 3GPP TS 27.005 3.2.1 to 3.2.3 (`+CSMS`, `+CPMS`, `+CMGF`), 3.3.1
/// (`+CSCA`), 3.4.1 (`+CNMI`); 3GPP TS 27.007 5.5 (`+CSCS`).
public final class SmsSettingCommands implements CommandFamily {

    /// What each parameter of `+CNMI` may be.
    private static final List<List<Integer>> INDICATIONS =
            List.of(
                    List.of(0, 1, 2),
                    List.of(0, 1, 2, 3),
                    List.of(0, 2),
                    List.of(0, 1),
                    List.of(0, 1));

    private static final String MEMORIES = "(\"SM\",\"ME\")";

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CSMS")
                .set((module, a) ->
                        a.numberIn(0, 0, 0)
                                ? Reply.ok("+CSMS: 1,1,0")
                                : Reply.failed(CmsError.NOT_SUPPORTED))
                .read((module, a) -> Reply.ok("+CSMS: 0,1,1,0"))
                .test("+CSMS: (0)");
        registry.command("+CMGF")
                .set(SmsSettingCommands::format)
                .read((module, a) ->
                        Reply.ok("+CMGF: " + (module.messaging().isTextMode() ? 1 : 0)))
                .test("+CMGF: (0,1)");
        registry.command("+CPMS")
                .demandingCard()
                .set(SmsSettingCommands::chooseMemories)
                .read((module, a) -> Reply.ok("+CPMS: " + places(module, true)))
                .test("+CPMS: " + MEMORIES + "," + MEMORIES + "," + MEMORIES);
        registry.command("+CSCA")
                .demandingCard()
                .set(SmsSettingCommands::setCentre)
                .read(SmsSettingCommands::centre)
                .test("");
        registry.command("+CNMI")
                .set(SmsSettingCommands::indicate)
                .read((module, a) -> Reply.ok("+CNMI: " + joined(module.messaging().indications())))
                .test("+CNMI: (0-2),(0-3),(0,2),(0,1),(0,1)");
        registry.command("+CSCS")
                .set(SmsSettingCommands::chooseCharacters)
                .read((module, a) ->
                        Reply.ok("+CSCS: \"" + module.messaging().characterSet() + "\""))
                .test("+CSCS: (\"GSM\",\"IRA\",\"UCS2\",\"HEX\")");
    }

    private static Reply format(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, 0, 1)) {
            return Reply.failed(CmsError.NOT_ALLOWED);
        }
        module.messaging().setTextMode(arguments.numberOr(0, 0) == 1);
        return Reply.ok();
    }

    private static Reply chooseMemories(DualBandModule module, Arguments arguments) {
        List<String> chosen = new ArrayList<>(module.messaging().memories());
        for (int i = 0; i < arguments.count(); i++) {
            String name = arguments.text(i).orElse("");
            if (i >= chosen.size() || !module.messaging().store().hasMemory(name)) {
                return Reply.failed(CmsError.NOT_ALLOWED);
            }
            chosen.set(i, name);
        }
        module.messaging().choose(List.copyOf(chosen));
        return Reply.ok("+CPMS: " + places(module, false));
    }

    /// Used and total places of the three memories, with their names when read.
    private static String places(DualBandModule module, boolean named) {
        List<String> places = new ArrayList<>();
        for (String memory : module.messaging().memories()) {
            int used = module.messaging().store().memory(memory).size();
            String counts = used + "," + MessageStore.CAPACITY;
            places.add(named ? "\"" + memory + "\"," + counts : counts);
        }
        return String.join(",", places);
    }

    private static Reply centre(DualBandModule module, Arguments arguments) {
        SmsAddress centre = module.messaging().store().centre();
        String shown = module.messaging().characterSet().toLine(centre.number());
        return Reply.ok("+CSCA: \"" + shown + "\"," + centre.type());
    }

    private static Reply setCentre(DualBandModule module, Arguments arguments) {
        CharacterSet set = module.messaging().characterSet();
        Optional<SmsAddress> address =
                arguments
                        .text(0)
                        .flatMap(typed -> SmsCommands.number(set, typed))
                        .map(SmsAddress::of)
                        .filter(SmsAddress::isValid);
        if (address.isEmpty()) {
            return Reply.failed(CmsError.INVALID_TEXT);
        }
        boolean international = arguments.numberOr(1, 0) == SmsAddress.INTERNATIONAL;
        module.messaging()
                .store()
                .setCentre(
                        international
                                ? new SmsAddress(address.get().digits(), SmsAddress.INTERNATIONAL)
                                : address.get());
        return Reply.ok();
    }

    private static Reply indicate(DualBandModule module, Arguments arguments) {
        List<Integer> modes = new ArrayList<>(module.messaging().indications());
        for (int i = 0; i < arguments.count(); i++) {
            if (i >= modes.size()) {
                return Reply.failed(CmsError.NOT_SUPPORTED);
            }
            int wanted = arguments.numberOr(i, modes.get(i));
            if (!INDICATIONS.get(i).contains(wanted)) {
                return Reply.failed(CmsError.NOT_SUPPORTED);
            }
            modes.set(i, wanted);
        }
        module.messaging().indicate(List.copyOf(modes));
        return Reply.ok();
    }

    private static String joined(List<Integer> numbers) {
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }

    private static Reply chooseCharacters(DualBandModule module, Arguments arguments) {
        Optional<CharacterSet> set = arguments.text(0).flatMap(CharacterSet::named);
        if (set.isEmpty()) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        module.messaging().choose(set.get());
        return Reply.ok();
    }
}
