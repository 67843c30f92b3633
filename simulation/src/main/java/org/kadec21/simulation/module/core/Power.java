package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.core.Timers.Purpose;

import java.time.Duration;

/// Off, booting, on, going down; and the functionality level of `+CFUN` (3GPP TS 27.007 8.2) while
/// on.
public final class Power {

    private final DualBandModule module;
    private State state = State.OFF;
    private Level level = Level.FULL;
    private long radioOnNanos;
    private long radioOnSince;

    public enum State {
        OFF,
        BOOTING,
        ON,
        STOPPING
    }

    /// `+CFUN`: 0 radio and card off, 1 everything, 4 radio off.
    public enum Level {
        MINIMUM(0),
        FULL(1),
        NO_RADIO(4);

        private final int number;

        Level(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    public Power(DualBandModule module) {
        this.module = module;
    }

    public boolean isOn() {
        return state == State.ON || state == State.STOPPING;
    }

    public Level level() {
        return level;
    }

    public boolean isRadioOn() {
        return isOn() && level == Level.FULL;
    }

    /// Time with the radio on, up to now.
    public Duration radioOn() {
        long running = isRadioOn() ? module.now() - radioOnSince : 0;
        return Duration.ofNanos(radioOnNanos + running);
    }

    public void keyPressed() {
        switch (state) {
            case OFF -> boot("power key");
            case ON -> stop();
            case BOOTING, STOPPING -> {}
        }
    }

    public void reset() {
        if (state != State.OFF) {
            off();
            boot("reset line");
        }
    }

    public void supplyCycled() {
        off();
        boot("supply");
    }

    void supplyRemoved() {
        off();
    }

    /// Takes the module as one that has been on for long: nothing is announced, the network is
    /// found already. Does nothing when it is on.
    public void foundOn() {
        if (state != State.OFF) {
            return;
        }
        state = State.ON;
        level = Level.FULL;
        radioOnSince = module.now();
        module.note("module.power", "state", "on");
        if (module.sim().isReady()) {
            module.registration().found();
        }
    }

    /// `+CFUN=1,1`, after its OK.
    public void restart() {
        module.later(
                Purpose.POWER,
                Duration.ZERO,
                () -> {
                    off();
                    boot("command");
                });
    }

    /// Restarts by itself, at once and in the middle of whatever it does.
    public void crash() {
        module.later(
                Purpose.POWER,
                Duration.ZERO,
                () -> {
                    off();
                    boot("crash");
                });
    }

    /// Powers down in good order, with the vendor's late farewell. A loss of the network that the
    /// host asked for itself is not announced.
    public void stop() {
        if (state != State.ON) {
            return;
        }
        module.sockets().dropAll();
        module.calls().carrierLost();
        module.packet().forget();
        changeLevel(Level.MINIMUM);
        state = State.STOPPING;
        module.note("module.power", "state", "stopping");
        module.later(
                Purpose.POWER,
                module.timings().powerDown(),
                () -> {
                    module.dialect().farewell().ifPresent(module::urc);
                    off();
                });
    }

    public void changeLevel(Level wanted) {
        boolean was = isRadioOn();
        meterRadio();
        level = wanted;
        radioOnSince = module.now();
        if (was && !isRadioOn()) {
            module.registration().stop();
        } else if (!was && isRadioOn() && module.sim().isReady()) {
            module.registration().start();
        }
    }

    private void boot(String cause) {
        state = State.BOOTING;
        module.note("module.power", "state", "booting", "cause", cause);
        module.later(Purpose.POWER, module.timings().boot(), this::booted);
    }

    private void booted() {
        state = State.ON;
        level = Level.FULL;
        radioOnSince = module.now();
        module.note("module.power", "state", "on");
        module.urc("RDY");
        module.urc("+CFUN: 1");
        module.later(Purpose.SIM_READY, module.timings().simReady(), () -> module.sim().announce());
        module.later(Purpose.APP_READY, module.timings().appReady(), () -> module.urc("APP RDY"));
    }

    /// Everything volatile is gone at once.
    private void off() {
        meterRadio();
        if (state != State.OFF) {
            module.note("module.power", "state", "off");
        }
        state = State.OFF;
        module.timers().clear();
        module.sockets().dropAll();
        module.packet().forget();
        module.registration().forget();
        module.clock().forget();
        module.calls().forget();
        module.incoming().forget();
        module.messaging().forget();
        module.sim().forget();
        module.line().restart(module.memory().saved(0));
    }

    private void meterRadio() {
        if (isRadioOn()) {
            radioOnNanos += module.now() - radioOnSince;
        }
        radioOnSince = module.now();
    }
}
