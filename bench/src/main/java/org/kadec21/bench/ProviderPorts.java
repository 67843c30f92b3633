package org.kadec21.bench;

import org.kadec21.simulation.provider.policy.Service;

import picocli.CommandLine.Option;

import java.util.EnumMap;
import java.util.Map;

/// Where the provider listens.
final class ProviderPorts {

    @Option(
            names = "--smtp-port",
            paramLabel = "PORT",
            converter = PortOption.class,
            defaultValue = "0",
            description = "Submission (587); 0 takes a free port (default).")
    private int smtpPort;

    @Option(
            names = "--smtps-port",
            paramLabel = "PORT",
            converter = PortOption.class,
            defaultValue = "0",
            description = "Submission inside TLS (465); 0 takes a free port (default).")
    private int smtpsPort;

    @Option(
            names = "--relay-port",
            paramLabel = "PORT",
            converter = PortOption.class,
            defaultValue = "0",
            description = "Port 25 as before OP25B: no AUTH; 0 takes a free port (default).")
    private int relayPort;

    @Option(
            names = "--pop3-port",
            paramLabel = "PORT",
            converter = PortOption.class,
            defaultValue = "0",
            description = "POP3 with STLS (110); 0 takes a free port (default).")
    private int pop3Port;

    @Option(
            names = "--pop3s-port",
            paramLabel = "PORT",
            converter = PortOption.class,
            defaultValue = "0",
            description = "POP3 inside TLS (995); 0 takes a free port (default).")
    private int pop3sPort;

    @Option(
            names = "--member-port",
            paramLabel = "PORT",
            converter = PortOption.class,
            defaultValue = "0",
            description = "Member page for a browser (80); 0 takes a free port (default).")
    private int memberPort;

    @Option(
            names = "--member-tls-port",
            paramLabel = "PORT",
            converter = PortOption.class,
            defaultValue = "0",
            description = "Member page inside TLS (443); 0 takes a free port (default).")
    private int memberTlsPort;

    /// The port of each service, 0 for a free one.
    Map<Service, Integer> wanted() {
        EnumMap<Service, Integer> ports = new EnumMap<>(Service.class);
        ports.put(Service.SUBMISSION, smtpPort);
        ports.put(Service.SUBMISSIONS, smtpsPort);
        ports.put(Service.RELAY, relayPort);
        ports.put(Service.POP3, pop3Port);
        ports.put(Service.POP3S, pop3sPort);
        ports.put(Service.MEMBER, memberPort);
        ports.put(Service.MEMBER_TLS, memberTlsPort);
        return ports;
    }
}
