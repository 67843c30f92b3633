package org.kadec21.live;

import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.OutboxListing;
import org.kadec21.hal.host.ReadOnlyFlash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A unit whose flash outlives its processes.
public final class LiveUnit {

    /// The default unit, except that it does not wait for minutes after a failure.
    private static final String CONFIGURATION =
            """
            schema: kadec21/unit/1
            id: live-1
            firmware: dual-band-2
            time-zone: Asia/Tokyo
            module: {dialect: quectel, speed: 115200, pin: "1234", apn: internet, user: au, password: au}
            servers:
              - host: localhost
                port: 587
                auth: password
                user: nobody
                password: none
                mechanisms: [PLAIN, LOGIN]
                clear-text: false
                tls: required
            mail:
              domain: kadec21.example
              from: SENDER
              recipients:
                - {address: RECIPIENT, encoding: utf-8, receives: [alarms, monitoring]}
            channels:
              - {name: wind_speed_mps, unit: m/s, label: Wind speed, label-ja: 風速}
              - {name: wind_gust_mps, unit: m/s, label: Wind gust, label-ja: 最大瞬間風速}
              - {name: wind_direction_deg, unit: deg, label: Wind direction, label-ja: 風向}
              - {name: temperature_c, unit: degC, label: Temperature, label-ja: 気温}
              - {name: humidity_pct, unit: "%", label: Humidity, label-ja: 湿度}
              - {name: pressure_hpa, unit: hPa, label: Pressure, label-ja: 気圧}
              - {name: precipitation_mm, unit: mm, label: Precipitation, label-ja: 降水量}
            alarms:
              - {rule: high-wind, kind: rising, channel: wind_speed_mps, onset: 15.0, clear: 12.0}
            monitoring: {daily-at: "06:00", airtime-cap: 60 s}
            retry:
              alarm: {first: 200 ms, longest: 1 s}
              monitoring: {first: 200 ms, longest: 1 s}
              mail: {first: 200 ms, longest: 1 s}
            """;

    private final Path folder;
    private final Path flash;
    private final List<String> options;
    private final Claims claims = new Claims();

    /// A mailbox on a submission server.
    ///
    /// @param ca file with the server's authority
    public record Server(
            int port, Path ca, String user, String password, String sender, String recipient) {}

    /// Prepares a unit with an empty flash.
    ///
    /// @param folder for its files
    /// @param way such as `--bearer host`
    public LiveUnit(Path folder, Server server, Station station, String... way) throws IOException {
        this.folder = folder;
        this.flash = folder.resolve("flash");
        Path password = Files.writeString(folder.resolve("password"), server.password() + "\n");
        Path configuration =
                Files.writeString(
                        folder.resolve("unit.yaml"),
                        CONFIGURATION
                                .replace("SENDER", server.sender())
                                .replace("RECIPIENT", server.recipient()));
        this.options = new ArrayList<>(List.of("unit", "run"));
        options.addAll(List.of(way));
        options.addAll(List.of("--flash", flash.toString()));
        options.addAll(List.of("--unit", configuration.toString()));
        options.addAll(List.of("--server", "localhost:" + server.port()));
        options.addAll(List.of("--ca", server.ca().toString()));
        options.addAll(List.of("--user", server.user()));
        options.addAll(List.of("--password-file", password.toString()));
        options.addAll(
                List.of("--data", station.writeTo(folder.resolve("station.csv")).toString()));
    }

    /// What to type behind `./kadec21`, or behind the unit's own `main`.
    public String[] arguments(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /// Switches it on.
    public Program start(String... more) {
        return Kadec21.start(folder, arguments(more));
    }

    /// Takes over what a process of it said.
    public void hear(Program ended) {
        claims.hear(ended.err());
    }

    /// Asks a flash that nobody writes to which mails are in doubt.
    public void noteDoubts() {
        if (Files.isDirectory(flash)) { // else it was killed before it had one
            OutboxListing.of(ReadOnlyFlash.open(flash)).open().stream()
                    .filter(Entry::inDoubt)
                    .forEach(mail -> claims.doubt(mail.id()));
        }
    }

    /// What it has said so far.
    public Claims claims() {
        return claims;
    }

    /// The directory that is its flash.
    public Path flash() {
        return flash;
    }
}
