package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A board with one serial port, `line`, and wires that do what a test wants.
final class TestBoard implements Board {

    private final TestWorld world;
    private final SerialLink line;
    final List<String> events = new ArrayList<>();
    Optional<BooleanSupplier> powerKey = Optional.empty();
    BooleanSupplier resetLine = () -> false;
    BooleanSupplier supply = () -> false;

    TestBoard(TestWorld world, SerialLink line) {
        this.world = world;
        this.line = line;
    }

    @Override
    public Time time() {
        return world;
    }

    @Override
    public Tasks tasks() {
        return world;
    }

    @Override
    public Journal journal() {
        return (event, fields) -> events.add(event + " " + List.of(fields));
    }

    @Override
    public Ports ports() {
        return new Ports() {
            @Override
            public List<Port> list() {
                return List.of(new Port("line", "scripted module", ""));
            }

            @Override
            public SerialLink open(String name, int bitsPerSecond) throws LinkException {
                if (!name.equals("line")) {
                    throw new LinkException("there is no port " + name);
                }
                return line;
            }
        };
    }

    @Override
    public ModulePower modulePower() {
        return new ModulePower() {
            @Override
            public boolean hasPowerKey() {
                return powerKey.isPresent();
            }

            @Override
            public boolean pressPowerKey() {
                return powerKey.filter(BooleanSupplier::getAsBoolean).isPresent();
            }

            @Override
            public boolean pulseReset() {
                return resetLine.getAsBoolean();
            }

            @Override
            public boolean cycleSupply() {
                return supply.getAsBoolean();
            }
        };
    }

    @Override
    public Randomness randomness() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Flash flash() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Network network() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Supply supply() {
        throw new UnsupportedOperationException();
    }
}
