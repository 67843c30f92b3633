package org.kadec21.firmware.update;

import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.UnitConfig;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the unit's configuration says of images: of the days after which some cannot send any more,
/// and of whose they may be. Nobody is helped by an old image that starts and stays silent.
///
/// @param oldBandEnds when old 800 MHz goes off the air
/// @param port25Ends from when on the unit's provider blocks port 25; empty when it does not
/// @param objection why firmware could not work by the unit's configuration at all; empty when it
///   can
/// @param keys whose images start; empty when nobody is asked
public record SendingRules(
        Instant oldBandEnds,
        Optional<Instant> port25Ends,
        Function<FirmwareProfile, Optional<String>> objection,
        Optional<KeyList> keys) {

    /// Of what does not send.
    public static final SendingRules NONE = new SendingRules(Instant.MAX, Optional.empty());

    /// The port that providers block, RFC 5321 4.5.4.2; submission has 587 (RFC 6409).
    public static final int RELAY_PORT = 25;

    /// Rules for a unit whose configuration every image can read.
    public SendingRules(Instant oldBandEnds, Optional<Instant> port25Ends) {
        this(oldBandEnds, port25Ends, firmware -> Optional.empty(), Optional.empty());
    }

    /// The rules of a unit's file.
    public static SendingRules of(UnitConfig unit) {
        return new SendingRules(unit.module().oldBandEnds(), unit.updates().port25Ends())
                .trusting(unit.updates().keys());
    }

    /// The same, with a look into the configuration for each image.
    public SendingRules objecting(Function<FirmwareProfile, Optional<String>> look) {
        return new SendingRules(oldBandEnds, port25Ends, look, keys);
    }

    /// The same for images of these keys only; of everybody's where there is no list.
    public SendingRules trusting(Optional<KeyList> list) {
        return new SendingRules(oldBandEnds, port25Ends, objection, list);
    }

    /// What is found in a slot, by its signature too: one that is forged is as good as damaged.
    SlotContent judged(SlotContent content) {
        return content instanceof SlotContent.Sound sound && keys.isPresent()
                ? switch (ImageFile.identify(sound.file(), keys.get())) {
                    case ImageVerdict.Genuine _ -> content;
                    case ImageVerdict.Refused(Refusal refusal) ->
                            refusal.reason() == Refusal.Reason.UNKNOWN_KEY
                                    ? new SlotContent.Stranger(refusal.sentence())
                                    : new SlotContent.Damaged(refusal.sentence());
                }
                : content;
    }

    /// Why the key that signed an image is no longer taken, if it is not.
    Optional<String> revoked(ImageManifest image) {
        return keys.flatMap(list -> list.revoked(image.keyId()))
                .map(reason -> "its key " + image.keyId() + " was revoked (" + reason + ")");
    }

    /// Why a unit could not send with an image, if it could not.
    ///
    /// @param now what the unit's clock shows
    public Optional<String> obstacle(ImageManifest image, Instant now) {
        return ofPort(image, now)
                .or(() -> ofBand(image.modules(), now))
                .or(() -> ofConfiguration(image));
    }

    /// Why an image could not work by the unit's configuration, if it could not.
    public Optional<String> ofConfiguration(ImageManifest image) {
        return objection
                .apply(image.profile())
                .map(reason -> "it cannot work by the unit's configuration: " + reason);
    }

    private Optional<String> ofPort(ImageManifest image, Instant now) {
        boolean onRelayPort =
                image.behaviour().defaultPort() == RELAY_PORT && !image.behaviour().auth();
        return port25Ends
                .filter(end -> onRelayPort && !now.isBefore(end))
                .map(end -> "it submits to port 25, which the provider blocks since " + end);
    }

    private Optional<String> ofBand(List<FittedModule> modules, Instant now) {
        boolean onlyOldBand =
                modules.stream().allMatch(module -> module.band() == FittedModule.Band.OLD_800);
        return onlyOldBand && !now.isBefore(oldBandEnds)
                ? Optional.of("it knows only old 800 MHz, which ended at " + oldBandEnds)
                : Optional.empty();
    }
}
