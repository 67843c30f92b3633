package org.kadec21.firmware.transfer;

import org.kadec21.firmware.update.Image;

/// How an image is cut into parts: all of one size, but for the last one. They are numbered from 1.
///
/// @param bytes of the whole image, 1 to [Image#MOST_BYTES]
/// @param partBytes of each part but the last, at least so many that [#MOST] parts are enough
public record Parts(int bytes, int partBytes) {

    /// Most parts of one image: so many mails somebody can still oversee.
    public static final int MOST = 1024;

    public Parts {
        if (bytes < 1 || bytes > Image.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "an image has 1 to " + Image.MOST_BYTES + " bytes, not " + bytes);
        }
        if (partBytes < least(bytes)) {
            throw new IllegalArgumentException(
                    "parts of " + bytes + " bytes have at least " + least(bytes) + " bytes each");
        }
    }

    /// The smallest size of parts for an image of so many bytes.
    public static int least(int bytes) {
        return Math.ceilDiv(bytes, MOST);
    }

    public int count() {
        return Math.ceilDiv(bytes, partBytes);
    }

    /// Where part `number` begins in the image.
    public int offset(int number) {
        return (number - 1) * partBytes;
    }

    /// Bytes of part `number`.
    public int length(int number) {
        return Math.min(partBytes, bytes - offset(number));
    }

    /// Whether a part begins there and has so many bytes.
    boolean fits(int offset, int length) {
        return offset >= 0
                && offset < bytes
                && offset % partBytes == 0
                && length == length(offset / partBytes + 1);
    }
}
