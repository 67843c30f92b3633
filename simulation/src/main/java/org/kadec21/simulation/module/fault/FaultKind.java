package org.kadec21.simulation.module.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The misbehaviours of real modules that the simulated one knows, in the order of
/// `docs/module-faults.md`, and behind them those of the network that packet calls meet. Each does
/// only what a correct unit survives.
public enum FaultKind {
    LATE_REPLY(
            "late-reply",
            "a reply comes after the host has given up and answers the next command",
            0.03,
            "20s",
            Parameter.duration("least", "6s", "shortest delay"),
            Parameter.duration("most", "40s", "longest delay")),
    URC_NOISE(
            "urc-noise",
            "unsolicited lines between command and reply, inside it, glued behind OK, unknown ones,"
                    + " and some with the reply's own prefix",
            0.3,
            "0s"),
    LOST_RESULT(
            "lost-result",
            "the result behind an OK comes before it, or never",
            0.2,
            "0s",
            Parameter.words("kinds", "early+never", "what happens to the result")),
    PAYLOAD_TRAPS(
            "payload-traps",
            "what looks like a reply inside a payload arrives on its own, as a reply would",
            1,
            "0s",
            Parameter.duration("pause", "20ms", "silence around it")),
    PROMPT_TROUBLE(
            "prompt-trouble",
            "a prompt is bare, late, followed by a URC, replaced by an error, or lost",
            0.1,
            "0s",
            Parameter.words("kinds", "bare+late+urc+error+lost", "what happens to the prompt")),
    LOST_RECV("lost-recv", "the one announcement of received data is lost", 0.3, "0s"),
    SPONTANEOUS_REBOOT(
            "spontaneous-reboot",
            "the module restarts in the middle of a command; settings and sockets are gone",
            0.01,
            "60s"),
    LEFT_IN_DATA_MODE(
            "left-in-data-mode",
            "a host that comes back finds the port in data mode or at a prompt",
            0.5,
            "60s",
            Parameter.words("kinds", "data+prompt", "what is found"),
            Parameter.duration("quiet", "20s", "silence of the host that counts as away")),
    PPP_ZOMBIE(
            "ppp-zombie",
            "a host that comes back finds a dead PPP link: no answer, no escape, NO CARRIER as"
                    + " text",
            0.5,
            "60s",
            Parameter.duration("quiet", "20s", "silence of the host that counts as away")),
    ODD_LINES(
            "odd-lines",
            "line ends, spaces, quotes and NULs are not where they should be; results are digits",
            0.3,
            "0s",
            Parameter.words(
                    "kinds", "crcrlf+lf+nospace+noquotes+paren+digits+nuls", "shapes of lines")),
    ODD_ERRORS(
            "odd-errors",
            "commands fail for no reason, with errors of every shape; OK to everything for a while",
            0.02,
            "5s",
            Parameter.words("kinds", "refuse+yes", "what happens to commands"),
            Parameter.duration("yes", "5s", "how long everything is answered OK")),
    BLOCKING_COMMANDS(
            "blocking-commands",
            "commands that reach out to the network block the port as long as their maker allows",
            0.3,
            "0s",
            Parameter.duration("most", "2min", "longest block")),
    PORT_TROUBLE(
            "port-trouble",
            "the port vanishes and comes back under another name, seems open when it is gone, hangs"
                    + " in its closing, or takes no bytes",
            0.01,
            "60s",
            Parameter.words("kinds", "gone+lying+stuck+deaf", "what happens to the port"),
            Parameter.duration("away", "10s", "how long it is gone"),
            Parameter.duration("stuck", "30s", "how long its closing hangs"),
            Parameter.duration("deaf", "8s", "how long it takes no bytes")),
    BYTE_LOSS(
            "byte-loss",
            "bytes are lost from results and URCs, noise comes between lines, payloads end early",
            0.02,
            "0s",
            Parameter.words("kinds", "loss+noise+cut", "what happens to bytes")),
    STATUS_LIES(
            "status-lies",
            "registered without service, no system identification while registered, signal unknown",
            0.3,
            "0s"),
    CALL_NOISE(
            "call-noise",
            "bytes of a packet call are changed, lost or added on the line, in both directions",
            0.05,
            "0s",
            Parameter.words("kinds", "change+loss+addition", "what happens to a byte")),
    ODD_FRAMES(
            "odd-frames",
            "between the frames of a packet call come such as are too long, cut, or of an unknown"
                    + " protocol",
            0.1,
            "0s",
            Parameter.words("kinds", "oversized+truncated+unknown", "what comes")),
    PACKET_TROUBLE(
            "packet-trouble",
            "IP packets are lost, doubled, overtaken by others or damaged, in both directions",
            0.05,
            "0s",
            Parameter.words("kinds", "loss+double+order+damage", "what happens to a packet")),
    CALL_ENDS(
            "call-ends",
            "the network ends a packet call by Terminate, by NO CARRIER in the middle of a frame,"
                    + " or falls silent",
            0.03,
            "60s",
            Parameter.words("kinds", "terminate+carrier+silence", "how it ends")),
    RENEGOTIATED_LINK(
            "renegotiated-link",
            "the network negotiates LCP, IPCP or another address anew in the middle of a call",
            0.03,
            "60s",
            Parameter.words("kinds", "lcp+ipcp+address", "what begins anew")),
    LINE_LOOP(
            "line-loop",
            "from some moment on, what the host says in a packet call comes back to it",
            0.1,
            "60s"),
    LOGIN_REFUSED(
            "login-refused",
            "the network takes the right name and password of a packet call for wrong ones",
            0.7,
            "0s"),
    NO_AGREEMENT(
            "no-agreement",
            "the network naks LCP or IPCP for ever, rejects the wish for an address, or has none",
            0.5,
            "0s",
            Parameter.words("kinds", "lcp+ipcp+reject+none", "what there is no agreement on")),
    NAME_TROUBLE(
            "name-trouble",
            "name servers say nothing, that there is no such name, or a wrong address",
            0.5,
            "0s",
            Parameter.words("kinds", "silence+unknown+lie", "what they say")),
    CLOSED_WINDOW(
            "closed-window",
            "the TCP windows of all servers close for a time",
            0.03,
            "60s",
            Parameter.duration("span", "1h", "how long nobody reads")),
    RESET_CONNECTIONS(
            "reset-connections",
            "TCP connections of a packet call are reset, wherever they are",
            0.03,
            "0s");

    private final String word;
    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.copyOf
    private final List<Parameter> parameters;

    FaultKind(String word, String sentence, double chance, String every, Parameter... own) {
        this.word = word;
        this.sentence = sentence;
        List<Parameter> all = new ArrayList<>();
        all.add(Parameter.chance(chance));
        all.add(Parameter.every(every));
        all.addAll(Arrays.asList(own));
        parameters = List.copyOf(all);
    }

    /// The name that the operator uses.
    public String word() {
        return word;
    }

    /// What the module does, in a sentence.
    public String sentence() {
        return sentence;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /// Whether only packet calls meet it.
    public boolean isOfCalls() {
        return compareTo(CALL_NOISE) >= 0;
    }

    /// The fault of a name.
    ///
    /// @throws UnknownFaultException when there is none; the message lists all names
    public static FaultKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new UnknownFaultException(
                                "expected a fault, one of "
                                        + String.join(", ", Faults.names())
                                        + ", all, drawn or drawn-calls, but came '"
                                        + name
                                        + "'"));
    }

    Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
    }

    Fault make(FaultOrder order, Circumstances circumstances) {
        return switch (this) {
            case LATE_REPLY -> new LateReply(order, circumstances);
            case URC_NOISE -> new UrcNoise(order, circumstances);
            case LOST_RESULT -> new LostResult(order, circumstances);
            case PAYLOAD_TRAPS -> new PayloadTraps(order, circumstances);
            case PROMPT_TROUBLE -> new PromptTrouble(order, circumstances);
            case LOST_RECV -> new LostRecv(order, circumstances);
            case SPONTANEOUS_REBOOT -> new SpontaneousReboot(order, circumstances);
            case LEFT_IN_DATA_MODE -> new LeftInDataMode(order, circumstances);
            case PPP_ZOMBIE -> new PppZombie(order, circumstances);
            case ODD_LINES -> new OddLines(order, circumstances);
            case ODD_ERRORS -> new OddErrors(order, circumstances);
            case BLOCKING_COMMANDS -> new BlockingCommands(order, circumstances);
            case PORT_TROUBLE -> new PortTrouble(order, circumstances);
            case BYTE_LOSS -> new ByteLoss(order, circumstances);
            case STATUS_LIES -> new StatusLies(order, circumstances);
            case CALL_NOISE -> new CallNoise(order, circumstances);
            case ODD_FRAMES -> new OddFrames(order, circumstances);
            case PACKET_TROUBLE -> new PacketTrouble(order, circumstances);
            case CALL_ENDS -> new CallEnds(order, circumstances);
            case RENEGOTIATED_LINK -> new RenegotiatedLink(order, circumstances);
            case LINE_LOOP -> new LineLoop(order, circumstances);
            case LOGIN_REFUSED -> new LoginRefused(order, circumstances);
            case NO_AGREEMENT -> new NoAgreement(order, circumstances);
            case NAME_TROUBLE -> new NameTrouble(order, circumstances);
            case CLOSED_WINDOW -> new ClosedWindow(order, circumstances);
            case RESET_CONNECTIONS -> new ResetConnections(order, circumstances);
        };
    }
}
