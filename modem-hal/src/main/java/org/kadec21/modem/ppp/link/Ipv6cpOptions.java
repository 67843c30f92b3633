package org.kadec21.modem.ppp.link;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The interface identifiers of both ends (RFC 5072 4.1), as hexadecimal digits.
///
/// @param ours asked for; empty when the network will not have one
record Ipv6cpOptions(Optional<String> ours, Optional<String> peer)
        implements Negotiation<Ipv6cpOptions> {

    private static final int IDENTIFIER = 1;
    private static final int DIGITS = 16;
    private static final String NONE = "0".repeat(DIGITS);

    /// @param identifier eight bytes, by chance
    static Ipv6cpOptions asking(long identifier) {
        return new Ipv6cpOptions(
                Optional.of(HexFormat.of().toHexDigits(identifier)), Optional.empty());
    }

    @Override
    public List<Option> wishes() {
        return ours.map(own -> List.of(new Option(IDENTIFIER, own))).orElse(List.of());
    }

    @Override
    public Judgement judge(List<Option> asked) {
        List<Option> refused = asked.stream().filter(option -> !isIdentifier(option)).toList();
        List<Option> otherwise =
                asked.stream()
                        .filter(Ipv6cpOptions::isIdentifier)
                        .filter(option ->
                                option.hex().equals(NONE)
                                        || ours.filter(option.hex()::equals).isPresent())
                        .map(_ -> new Option(IDENTIFIER, beside(ours.orElse(NONE))))
                        .toList();
        return Judgement.of(asked, refused, otherwise);
    }

    @Override
    public Ipv6cpOptions granted(List<Option> asked) {
        return new Ipv6cpOptions(
                ours,
                asked.stream().filter(Ipv6cpOptions::isIdentifier).map(Option::hex).findFirst());
    }

    @Override
    public Ipv6cpOptions advised(List<Option> values) {
        Optional<String> better =
                values.stream()
                        .filter(Ipv6cpOptions::isIdentifier)
                        .map(Option::hex)
                        .filter(hex -> !hex.equals(NONE))
                        .findFirst();
        return new Ipv6cpOptions(better.or(() -> ours), peer);
    }

    @Override
    public Ipv6cpOptions refused(List<Option> options) {
        return new Ipv6cpOptions(Optional.empty(), peer);
    }

    private static boolean isIdentifier(Option option) {
        return option.type() == IDENTIFIER && option.hex().length() == DIGITS;
    }

    /// Another identifier, one bit beside.
    private static String beside(String identifier) {
        long value = HexFormat.fromHexDigitsToLong(identifier);
        return HexFormat.of().toHexDigits(value ^ 2);
    }
}
