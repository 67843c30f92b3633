package org.kadec21.firmware.mail;

import org.kadec21.firmware.config.UnitConfig.Channel;

/// A channel's line in a body: label in both languages, then what it shows.
record ChannelLine(Channel channel) {

    String text(String value) {
        String shown =
                value.isEmpty()
                        ? "-"
                        : channel.unit().isEmpty() ? value : value + " " + channel.unit();
        return channel.words() + ": " + shown + "\n";
    }
}
