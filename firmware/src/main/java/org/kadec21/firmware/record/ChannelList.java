package org.kadec21.firmware.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/// The channels of a configuration in their order, units in their names (`wind_speed_mps`).
///
/// @param names 1 to [#MAX_CHANNELS], each at most [#MAX_NAME_BYTES] bytes of UTF-8
public record ChannelList(List<String> names) {

    /// More than any logger of the family has inputs.
    public static final int MAX_CHANNELS = 64;

    public static final int MAX_NAME_BYTES = 64;

    public ChannelList {
        names = List.copyOf(names);
        if (names.isEmpty() || names.size() > MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "1 to " + MAX_CHANNELS + " channels, not " + names.size());
        }
        for (String name : names) {
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            if (bytes == 0 || bytes > MAX_NAME_BYTES) {
                throw new IllegalArgumentException(
                        "a channel name has 1 to " + MAX_NAME_BYTES + " bytes: " + name);
            }
        }
    }

    public static ChannelList of(String... names) {
        return new ChannelList(List.of(names));
    }

    /// Stands in for a list whose frames are all damaged, so that the values are not lost with the
    /// names.
    static ChannelList unnamed(int count) {
        return new ChannelList(
                IntStream.rangeClosed(1, count).mapToObj(i -> "channel_" + i).toList());
    }

    /// Position of a channel, or -1.
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /// What records carry instead of the names: CRC32C of the names, each followed by a line feed.
    int id() {
        CRC32C crc = new CRC32C();
        names.forEach(name -> crc.update((name + "\n").getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
