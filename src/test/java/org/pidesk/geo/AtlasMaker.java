package org.pidesk.geo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a file of countries in MaxMind's format, so that a test knows what is in it without the reader's word. */
public final class AtlasMaker {
    private static final int EMPTY = -1;
    /** Data are told from nodes by being far below zero. */
    private static final int DATA = -2;

    private final Instant madeAt;
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Map<Object, Integer> offsets = new LinkedHashMap<>();

    public AtlasMaker(Instant madeAt) {
        this.madeAt = madeAt;
    }

    /** With the record that ip-location-db has. */
    public AtlasMaker with(String range, String country) {
        return put(range, Map.of("country_code", country));
    }

    AtlasMaker put(String range, Object record) {
        var parts = range.split("/");
        var address = bytes(parts[0]);
        var length = Integer.parseInt(parts[1]) + (address.length == 4 ? 96 : 0);
        var bits = new byte[16];
        System.arraycopy(address, 0, bits, 16 - address.length, address.length);
        var node = 0;
        for (int bit = 0; bit < length - 1; bit++) {
            var side = sideOf(bits, bit);
            if (nodes.get(node)[side] < 0) {
                nodes.add(new int[] {nodes.get(node)[side], nodes.get(node)[side]});
                nodes.get(node)[side] = nodes.size() - 1;
            }
            node = nodes.get(node)[side];
        }
        nodes.get(node)[sideOf(bits, length - 1)] = DATA - offsets.computeIfAbsent(record, this::written);
        return this;
    }

    public void write(Path file) {
        try {
            Files.write(file, bytes());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    byte[] bytes() {
        var all = new ByteArrayOutputStream();
        for (var node : nodes) {
            for (var side : node) {
                number(all, side == EMPTY ? nodes.size() : side >= 0 ? side : nodes.size() + 16 + DATA - side, 3);
            }
        }
        all.writeBytes(new byte[16]);
        all.writeBytes(data.toByteArray());
        all.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
        all.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", madeAt.getEpochSecond());
        metadata.put("database_type", "Test-Country");
        metadata.put("description", Map.of());
        metadata.put("ip_version", 6);
        metadata.put("languages", List.of());
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", 24);
        value(all, metadata);
        return all.toByteArray();
    }

    private int written(Object record) {
        var at = data.size();
        value(data, record);
        return at;
    }

    private static void value(ByteArrayOutputStream out, Object value) {
        if (value instanceof String text) {
            out.write(2 << 5 | text.length());
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Map<?, ?> map) {
            out.write(7 << 5 | map.size());
            map.forEach((name, one) -> {
                value(out, name);
                value(out, one);
            });
        } else if (value instanceof Integer number) {
            out.write(5 << 5 | 2);
            number(out, number, 2);
        } else if (value instanceof Long number) {
            out.write(8);
            out.write(9 - 7);
            number(out, number, 8);
        } else {
            out.write(0);
            out.write(11 - 7);
        }
    }

    private static void number(ByteArrayOutputStream out, long number, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (number >> shift));
        }
    }

    private static int sideOf(byte[] bits, int bit) {
        return bits[bit / 8] >> 7 - bit % 8 & 1;
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException notNumeric) {
            throw new IllegalArgumentException(notNumeric);
        }
    }
}
