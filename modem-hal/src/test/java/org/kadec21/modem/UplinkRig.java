package org.kadec21.modem;

import org.junit.jupiter.api.BeforeEach;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.QuectelDialect;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An uplink before a module whose words are scripted, with a PIN and a memory of what became of
/// it.
abstract class UplinkRig {

    static final String ASKS_PIN = "\\r\\n+CPIN: SIM PIN\\r\\n\\r\\nOK\\r\\n";
    static final String SIM_READY = "\\r\\n+CPIN: READY\\r\\n\\r\\nOK\\r\\n";

    static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    final TestWorld world = new TestWorld();
    final RememberedPins pins = new RememberedPins();
    ScriptedModule module = new ScriptedModule(world);
    TestBoard board = new TestBoard(world, module);
    ModemUplink uplink = uplink("line");

    @BeforeEach
    void scriptAModuleInGoodHealth() {
        module.answer("AT+CPIN?", SIM_READY);
        module.answer("AT+CREG?", "\\r\\n+CREG: 1,1\\r\\n\\r\\nOK\\r\\n");
        module.answer("AT+CSQ", "\\r\\n+CSQ: 20,99\\r\\n\\r\\nOK\\r\\n");
        module.answer("AT$BSINFO?", "\\r\\n$BSINFO: 3,0,76,12304,8,168,15,1\\r\\n\\r\\nOK\\r\\n");
        module.answer("AT+CCLK?", "\\r\\n+CCLK: \"13/01/05,09:00:27+36\"\\r\\n\\r\\nOK\\r\\n");
    }

    /// Another life on the same flash, with a SIM that asks for its PIN as before.
    final void restartTheUnit() {
        module = new ScriptedModule(world);
        board = new TestBoard(world, module);
        scriptAModuleInGoodHealth();
        module.answer("AT+CPIN?", ASKS_PIN);
        uplink = uplink("line");
    }

    final Attachment goOnline() {
        return uplink.goOnline(world.after(TEN_MINUTES));
    }

    final ModemUplink uplink(String port) {
        ModuleSettings settings =
                new ModuleSettings(
                        port,
                        115_200,
                        new AccessPoint("au.NET", "user", Secret.of("pass")),
                        Optional.of(Secret.of("4711")),
                        ModuleSettings.Sleep.MINIMUM,
                        ModuleSettings.Limits.standard());
        return new ModemUplink(board, settings, new QuectelDialect(), pins, Trace.none());
    }

    /// What a unit keeps on flash.
    static final class RememberedPins implements PinMemory {

        private final Map<String, Verdict> verdicts = new TreeMap<>();
        boolean full;

        @Override
        public Optional<Verdict> verdict(String mark) {
            return Optional.ofNullable(verdicts.get(mark));
        }

        @Override
        public boolean hasTriedInVain() {
            return verdicts.values().stream().anyMatch(verdict -> !verdict.isProven());
        }

        @Override
        public void remember(String mark, Verdict verdict) {
            if (full) {
                throw new FlashFullException("no room for a verdict");
            }
            verdicts.put(mark, verdict);
        }
    }
}
