package org.pidesk.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    @Test
    void hashesNothingToTheHashOfNothing() {
        assertThat(HexFormat.of().formatHex(new MerkleTree().root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    /** The definition of RFC 9162, section 2.1.1, taken literally. */
    @Test
    void isTheTreeOfTheStandardWhateverItsSize() {
        var leaves = IntStream.range(0, 70).mapToObj(i -> new byte[] {(byte) i}).toList();
        for (int size = 1; size <= leaves.size(); size++) {
            var tree = new MerkleTree();
            leaves.subList(0, size).forEach(tree::add);

            assertThat(tree.root()).as("size " + size).isEqualTo(byDefinition(leaves.subList(0, size)));
            assertThat(tree.leaves()).isEqualTo(size);
        }
    }

    @Test
    void takesNoInnerNodeForALeaf() {
        var tree = new MerkleTree();
        tree.add(new byte[] {1});
        tree.add(new byte[] {2});
        var forged = new MerkleTree();
        var inner = Arrays.copyOf(Hash.of(new byte[] {0, 1}), 64);
        System.arraycopy(Hash.of(new byte[] {0, 2}), 0, inner, 32, 32);
        forged.add(inner);

        assertThat(forged.root()).isNotEqualTo(tree.root());
    }

    private static byte[] byDefinition(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return Hash.of(new byte[] {0}, leaves.get(0));
        }
        var left = Integer.highestOneBit(leaves.size() - 1);
        return Hash.of(
                new byte[] {1},
                byDefinition(leaves.subList(0, left)),
                byDefinition(leaves.subList(left, leaves.size())));
    }
}
