package webarch.analysis;

import java.awt.Color;

/**
 * How far apart two colours look to readers whose colour vision differs: the least CIELAB distance
 * over normal vision and full protanopia, deuteranopia and tritanopia, the latter by the matrices
 * of Machado, Oliveira and Fernandes (IEEE TVCG 15(6), 2009).
 */
final class ColourVision {
    private static final double[][][] KINDS = {
        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
        },
        {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}
        },
        {
            {1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}
        }
    };

    private static final double[][] XYZ = {
        {0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}
    };
    private static final double[] WHITE = {0.9505, 1, 1.089};

    private ColourVision() {}

    static double distance(Color a, Color b) {
        double least = Double.POSITIVE_INFINITY;
        for (double[][] kind : KINDS) {
            double[] one = lab(kind, a);
            double[] other = lab(kind, b);
            double squares = 0;
            for (int i = 0; i < one.length; i++) {
                squares += (one[i] - other[i]) * (one[i] - other[i]);
            }
            least = Math.min(least, Math.sqrt(squares));
        }
        return least;
    }

    private static double[] lab(double[][] kind, Color colour) {
        float[] parts = colour.getRGBColorComponents(null);
        double[] linear = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            linear[i] =
                    parts[i] <= 0.04045
                            ? parts[i] / 12.92
                            : Math.pow((parts[i] + 0.055) / 1.055, 2.4);
        }
        double[] seen = times(kind, linear);
        for (int i = 0; i < seen.length; i++) {
            seen[i] = Math.clamp(seen[i], 0, 1);
        }
        double[] f = times(XYZ, seen);
        for (int i = 0; i < f.length; i++) {
            double share = f[i] / WHITE[i];
            f[i] = share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16.0 / 116;
        }
        return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }
}
