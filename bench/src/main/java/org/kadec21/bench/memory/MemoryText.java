package org.kadec21.bench.memory;

import org.kadec21.bench.memory.StrictObject.Mismatch;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.LineSettings;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A module's memory as JSON: always the same text for the same memory, and read strictly.
final class MemoryText {

    static final int FORMAT = 1;

    /// Preferences by what the file calls them.
    private static final String ANY_BAND = "any";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private MemoryText() {}

    /// A text that is no such memory: where, and why.
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;

        UnreadableException(int line, String message, Throwable cause) {
            super(message, cause);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /// @param module the profile whose memory it is
    static String render(String module, ModuleMemory.Kept kept) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("kadec21_module_memory", FORMAT);
        all.put("module", module);
        all.put("band_preference", kept.preferredBand().map(BandClass::name).orElse(ANY_BAND));
        all.put("card", card(kept));
        all.put("profiles", kept.profiles().stream().map(ProfileText::render).toList());
        all.put("messages", MessagesText.render(kept.messages()));
        return JSON.writeValueAsString(all).replace("\r\n", "\n") + "\n";
    }

    /// @param module the profile that the memory must belong to
    static ModuleMemory.Kept parse(String module, String text) throws UnreadableException {
        try {
            return parse(module, new StrictObject("", JSON.readTree(text)));
        } catch (JacksonException wrong) {
            int line = Optional.ofNullable(wrong.getLocation()).map(at -> at.getLineNr()).orElse(1);
            throw new UnreadableException(
                    Math.max(1, line), "expected JSON, but this is none", wrong);
        } catch (Mismatch wrong) {
            throw new UnreadableException(1, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static ModuleMemory.Kept parse(String module, StrictObject all) throws Mismatch {
        all.number("kadec21_module_memory", FORMAT, FORMAT);
        all.text("module", module + " (it must be the memory of --profile)", module::equals);
        String band =
                all.text(
                        "band_preference",
                        "any, BC0 or BC3",
                        word -> word.equals(ANY_BAND) || band(word).isPresent());
        StrictObject card = all.object("card");
        List<StrictObject> profiles = all.objects("profiles", ModuleMemory.PROFILES);
        if (profiles.size() < ModuleMemory.PROFILES) {
            throw new Mismatch("profiles", "a list of " + ModuleMemory.PROFILES, "a shorter one");
        }
        ModuleMemory.Kept kept =
                new ModuleMemory.Kept(
                        card(card),
                        card.flag("inserted"),
                        profiles(profiles),
                        band(band),
                        MessagesText.parse(all.object("messages")));
        card.requireNothingElse();
        all.requireNothingElse();
        return kept;
    }

    private static Map<String, Object> card(ModuleMemory.Kept kept) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("inserted", kept.cardIn());
        card.put("pin", kept.card().pin().reveal());
        card.put("asks_for_pin", kept.card().asks());
        card.put("pin_tries_left", kept.card().pinTriesLeft());
        card.put("puk_tries_left", kept.card().pukTriesLeft());
        return card;
    }

    private static SimCard.Kept card(StrictObject card) throws Mismatch {
        return new SimCard.Kept(
                Secret.of(card.text("pin", "4 to 8 digits", pin -> pin.matches("[0-9]{4,8}"))),
                card.flag("asks_for_pin"),
                card.number("pin_tries_left", 0, SimCard.PIN_TRIES),
                card.number("puk_tries_left", 0, SimCard.PUK_TRIES));
    }

    private static List<LineSettings> profiles(List<StrictObject> all) throws Mismatch {
        List<LineSettings> profiles = new ArrayList<>();
        for (StrictObject profile : all) {
            profiles.add(ProfileText.parse(profile));
        }
        return profiles;
    }

    private static Optional<BandClass> band(String name) {
        return Arrays.stream(BandClass.values())
                .filter(band -> band.name().equals(name))
                .findFirst();
    }
}
