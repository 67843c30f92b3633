package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.AtHandler;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.VendorError;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/// The facts of one vendor's modules: names of commands, what they answer to `=?`, limits, prompt,
/// error numbers. They stand in `<name>.properties` beside this class; `docs/dialects.md` lists the
/// keys.
final class SocketPack {

    private final String name;
    private final Properties facts = new Properties();
    private final int firstId;
    private final int lastId;

    /// The pack `name`.properties of this package; whatever is missing in it is a bug.
    SocketPack(String name) {
        this.name = name;
        try (InputStream file = SocketPack.class.getResourceAsStream(name + ".properties")) {
            if (file == null) {
                throw new IllegalStateException("there is no pack " + name + ".properties");
            }
            facts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] ids = text("ids").split("-", 2);
        firstId = Integer.parseInt(ids[0]);
        lastId = Integer.parseInt(ids[1]);
    }

    /// Adds the command under `key`, which answers to its `=?` what stands under `<key>.test`.
    AtHandler add(CommandRegistry registry, String key) {
        String command = text(key);
        String test = facts.getProperty(key + ".test", "");
        return registry.command(command).test(test.isEmpty() ? "" : command + ": " + test);
    }

    int firstId() {
        return firstId;
    }

    int lastId() {
        return lastId;
    }

    /// Whether parameter 0 is a socket of this vendor.
    boolean isSocket(Arguments arguments) {
        return arguments.numberIn(0, firstId, lastId);
    }

    boolean isPort(Arguments arguments, int index) {
        return arguments.numberIn(index, 1, 65_535);
    }

    /// A host name or address, when one is given that fits.
    Optional<String> host(Arguments arguments, int index) {
        return arguments
                .text(index)
                .filter(host -> !host.isEmpty() && host.length() <= most("host"));
    }

    /// The socket that parameter 0 names, when there is one.
    Optional<ModuleSocket> socket(DualBandModule module, Arguments arguments) {
        return isSocket(arguments)
                ? module.sockets().socket(arguments.numberOr(0, firstId))
                : Optional.empty();
    }

    Optional<ModuleSocket> connected(DualBandModule module, Arguments arguments) {
        return socket(module, arguments)
                .filter(socket -> socket.state() == ModuleSocket.State.CONNECTED);
    }

    /// Most bytes of one `key`.
    int most(String key) {
        return number(key + ".most");
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    /// What asks for a payload; in quotes in the file, since blanks count.
    String prompt() {
        String quoted = text("prompt");
        return quoted.substring(1, quoted.length() - 1);
    }

    /// The last words of a module that powers down; empty where the vendor has none.
    Optional<String> farewell() {
        return Optional.ofNullable(facts.getProperty("farewell")).map(String::strip);
    }

    /// The vendor's number and words under `error.<cause>`.
    VendorError error(String cause) {
        String[] parts = text("error." + cause).split(" ", 2);
        return new VendorError(Integer.parseInt(parts[0]), parts[1]);
    }

    Reply failed(String cause) {
        return Reply.failed(error(cause));
    }

    /// What stands under `key`; a key that is missing is a bug.
    String text(String key) {
        String value = facts.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(
                    "%s.properties: expected something under '%s'".formatted(name, key));
        }
        return value.strip();
    }
}
